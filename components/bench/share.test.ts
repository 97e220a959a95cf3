import assert from "node:assert/strict";
import { test } from "node:test";
import { fromHash, type Shared, toHash } from "./share.ts";

const shared: Shared = {
  files: [
    { path: "main.ts", code: 'import { lab } from "lab"\n// 한글 주석 🙂\nlab.block(50)\n' },
    { path: "lib/pool.ts", code: "export const n = 4\n" },
  ],
  entry: "main.ts",
  load: { path: "/", seconds: 1, arrival: { rate: 100 } },
  env: { UV_THREADPOOL_SIZE: "8" },
  wallMs: 5_000,
};

test("what a link is made of comes out of it again", async () => {
  const hash = await toHash(shared);
  assert.match(hash, /^#code=[\w-]+$/);
  assert.deepEqual(await fromHash(hash), shared);
});

test("a link is much shorter than its code", async () => {
  const code = "await lab.fire(20, (id) => lab.span(name(id), () => handler(id)));\n".repeat(100);
  const hash = await toHash({ files: [{ path: "main.ts", code }], entry: "main.ts" });
  assert.ok(hash.length < code.length / 10, `${hash.length} of ${code.length}`);
});

test("a link that is broken, foreign or not ours gives nothing", async () => {
  const whole = await toHash(shared);
  const noEntry = await toHash({ ...shared, entry: "other.ts" });
  const odd = await toHash({ files: [{ path: 1, code: "" }], entry: 1 } as unknown as Shared);
  const text = await toHash("text" as unknown as Shared);
  for (const hash of ["", "#step-2", "#code=", "#code=%%%", whole.slice(0, -6), noEntry, odd, text]) {
    assert.equal(await fromHash(hash), null, hash.slice(0, 30));
  }
});

test("a link that would unpack into too much is refused", async () => {
  const bomb = await toHash({ files: [{ path: "main.ts", code: " ".repeat(3 << 20) }], entry: "main.ts" });
  assert.ok(bomb.length < 10_000);
  assert.equal(await fromHash(bomb), null);
});
