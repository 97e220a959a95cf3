import assert from "node:assert/strict";
import { test } from "node:test";
import type { RunRequestInput } from "#protocol";
import type { SavedTrace } from "#protocol/read-trace";
import { fromHash, linksTo, runFromHash, runToHash, toHash } from "./share.ts";

const request: RunRequestInput = {
  files: [
    { path: "main.ts", code: 'import { lab } from "lab"\n// 한글 주석 🙂\nlab.block(50)\n' },
    { path: "lib/pool.ts", code: "export const n = 4\n" },
  ],
  entry: "main.ts",
  load: [{ path: "/", seconds: 1, arrival: { rate: 100 } }],
  env: { UV_THREADPOOL_SIZE: "8" },
  limits: { wallMs: 5_000 },
};
const trace: SavedTrace = { version: 1, request, events: [{ type: "stdout", data: { t: 3, text: "안녕\n" } }] };

test("what a link is made of comes out of it again", async () => {
  const hash = await toHash(request);
  assert.match(hash, /^#code=[\w-]+$/);
  assert.partialDeepStrictEqual(await fromHash(hash), request);
});

test("a recorded run goes through a link whole, with its code", async () => {
  const hash = await runToHash(trace);
  assert.match(hash, /^#run=[\w-]+$/);
  const read = await runFromHash(hash);
  assert.deepEqual(read?.events, trace.events);
  assert.deepEqual(read?.request.files, request.files);
});

test("each kind of link is told by how it begins, and read as no other", async () => {
  const [code, run] = [await toHash(request), await runToHash(trace)];
  assert.deepEqual([code, run, "#step-2", ""].map(linksTo), ["code", "run", null, null]);
  assert.equal(await runFromHash(code), null);
  assert.equal(await fromHash(run), null);
});

test("a link is much shorter than its code", async () => {
  const code = "await lab.fire(20, (id) => lab.span(name(id), () => handler(id)));\n".repeat(100);
  const hash = await toHash({ files: [{ path: "main.ts", code }], entry: "main.ts" });
  assert.ok(hash.length < code.length / 10, `${hash.length} of ${code.length}`);
});

test("a link that is broken, foreign or not ours gives nothing", async () => {
  const odd = (value: unknown) => toHash(value as RunRequestInput);
  const hashes = [
    "",
    "#step-2",
    "#code=",
    "#code=%%%",
    (await toHash(request)).slice(0, -6),
    await toHash({ ...request, entry: "other.ts" }),
    await odd({ files: [{ path: 1, code: "" }], entry: 1 }),
    await odd("text"),
    await odd({ ...request, load: 5 }),
    await odd({ ...request, load: [{ path: "/", seconds: 1 }] }),
    await odd({ ...request, env: { PATH: "/bin" } }),
  ];
  for (const hash of hashes) assert.equal(await fromHash(hash), null, hash.slice(0, 30));
});

test("a link that would unpack into too much is refused", async () => {
  const bomb = { files: [{ path: "main.ts", code: " ".repeat(5 << 20) }], entry: "main.ts" };
  const code = await toHash(bomb);
  assert.ok(code.length < 10_000);
  assert.equal(await fromHash(code), null);
  assert.equal(await runFromHash(await runToHash({ ...trace, request: bomb })), null);
});
