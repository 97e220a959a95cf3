import assert from "node:assert/strict";
import { once } from "node:events";
import { after, before, test } from "node:test";
import type { CellMaker } from "./cell.ts";
import { mayReadDeaths } from "./death.ts";
import { anyProgram, noBubblewrap, openWalls } from "./walls-testing.ts";

const skip = noBubblewrap || (!mayReadDeaths() && "this server may not look into its cells");
let maker: CellMaker;
before(async () => {
  if (!skip) maker = await openWalls(anyProgram);
});
after(() => maker?.close());

/** What the kernel is seen to hold once the program has said that it did its worst. */
async function heldBy(code: string): Promise<number> {
  await using cell = await maker.start(AbortSignal.timeout(20_000));
  assert.ok(cell.kernelBytes);
  const atFirst = cell.kernelBytes();
  assert.ok(atFirst < 1e5, `${atFirst} bytes for a cell that did nothing`);
  cell.channel.on("error", () => {}).write(code);
  await once(cell.stdout, "data");
  return cell.kernelBytes();
}

test("empty files count, though no figure of the process shows them", { skip }, async () => {
  const held = await heldBy(
    'import fs from "node:fs"; for (let n = 0; n < 50_000; n++) fs.mkdirSync("/tmp/" + n); console.log("done"); setInterval(() => {}, 1e3)',
  );
  assert.ok(held > 45e6 && held < 60e6, `${held} bytes`);
});

test("what nobody reads from a socket counts", { skip }, async () => {
  const held = await heldBy(`import net from "node:net"; const block = Buffer.alloc(1 << 20);
    const server = net.createServer((socket) => socket.pause()).listen(0, () => {
      for (let n = 0; n < 100; n++) { const client = net.connect(server.address().port); for (let i = 0; i < 4; i++) client.write(block) }
      setTimeout(() => console.log("done"), 1_000);
    });`);
  assert.ok(held > 64e6 && held < 500e6, `${held} bytes`);
});
