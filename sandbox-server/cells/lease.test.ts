import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { test } from "node:test";
import { takeLease } from "./lease.ts";
import { Uids, uidRange } from "./uids.ts";

const skip = process.platform !== "linux" && "abstract sockets are Linux's own";
const fresh = () => `lease-test-${randomBytes(8).toString("hex")}`;

test("a lease has one holder at a time", { skip }, async () => {
  const name = fresh();
  {
    await using first = await takeLease(name);
    assert.ok(first);
    assert.equal(await takeLease(name), null);
  }
  await using second = await takeLease(name);
  assert.ok(second);
});

test("a lease is free again when its holder is killed", { skip }, async () => {
  const name = fresh();
  const code = `import { takeLease } from ${JSON.stringify(new URL("lease.ts", import.meta.url).href)};
    await takeLease(${JSON.stringify(name)}); console.log("held"); setInterval(() => {}, 1000);`;
  const holder = spawn(process.execPath, ["--input-type=module", "-e", code], { stdio: ["ignore", "pipe", "inherit"] });
  await once(holder.stdout as never, "data");
  assert.equal(await takeLease(name), null);
  holder.kill("SIGKILL");
  await once(holder, "exit");
  await using lease = await takeLease(name);
  assert.ok(lease);
});

test("two servers never give the same user id", { skip }, async () => {
  await using given = new AsyncDisposableStack();
  // All but three are taken by users of this machine.
  const all = Array.from({ length: uidRange.last - uidRange.first + 1 }, (_, index) => uidRange.first + index);
  const taken = new Set(all.slice(3));
  const servers = [new Uids(taken), new Uids(taken)];
  const uids: number[] = [];
  for (const server of [...servers, ...servers].slice(0, 3)) uids.push(given.use(await server.take()).uid);
  assert.deepEqual(uids.toSorted(), all.slice(0, 3));
  await assert.rejects((servers[0] as Uids).take(), /expected a free user id/);
});
