/** Photos all at once; their number, pixels and cost come from the seed and from this machine. */
import { availableParallelism } from "node:os";
import { setImmediate as nextTurn } from "node:timers/promises";
import { lab } from "lab";
import { thumbnail } from "./thumbnails.ts";

const seed = Number(process.env.APP_SEED ?? 1);
const random = seeded(seed);
const between = (low: number, high: number) =>
  low + Math.floor(random() * (high - low + 1));

/** A cell may have 16 worker threads: beyond 12 cores there would be none left to be one too many. */
const cores = Math.min(12, availableParallelism());
const photoMs = 60;
const photoCount = cores + between(4, 7);
const pixelCount = 8 * between(2_000, 3_000);

const photos = Array.from({ length: photoCount }, () =>
  Uint8Array.from({ length: pixelCount }, () => between(0, 255)),
);
const passes = await passesIn(photoMs);

/** Nothing to do: how late does this machine come to a timer just now? */
await lab.io(20);
lab.note("quiet", null);
for (let turn = 0; turn < 12; turn++) await lab.io(10);

lab.note("workload", {
  ko: `사진 ${photoCount}장이 한꺼번에. 씨앗 ${seed}, 한 장에 CPU 약 ${photoMs} ms, 코어 ${cores}개`,
  en: `${photoCount} photos at once. Seed ${seed}, about ${photoMs} ms of CPU each, ${cores} cores`,
});
lab.note("go", { photos: photoCount, cores });

const got = await lab.fire(photoCount, (id) =>
  lab.span(`photo ${id}`, () => attempt(id)),
);
lab.note("done", null);

let right = 0;
const wrong: { id: number; expected: number[]; got: unknown }[] = [];
for (const [index, photo] of photos.entries()) {
  const expected = await render(photo, passes);
  if (JSON.stringify(got[index]) === JSON.stringify(expected))
    right += 1;
  else wrong.push({ id: index + 1, expected, got: got[index] ?? null });
}
lab.note("answers", {
  right,
  of: photoCount,
  wrong: wrong.slice(0, 1),
});
// Threads of the answer's own would keep the run going.
process.exit();

/** A throw is an answer too: a wrong one that says why. */
async function attempt(id: number): Promise<unknown> {
  try {
    return await thumbnail({
      pixels: photos[id - 1] as Uint8Array,
      passes,
    });
  } catch (error) {
    return { threw: String(error).slice(0, 200) };
  }
}

/** How often a photo has to be softened to take so much CPU on this machine. */
async function passesIn(ms: number): Promise<number> {
  const sample = photos[0] as Uint8Array;
  await render(sample, 40);
  const from = process.threadCpuUsage();
  await render(sample, 40);
  const { user } = process.threadCpuUsage(from);
  return Math.max(
    20,
    Math.round((40 * ms * 1_000) / Math.max(user, 1)),
  );
}

/** Lets the loop turn after every pass: what it takes is no lag of the answer's. */
async function render(pixels: Uint8Array, count: number) {
  let soft = pixels;
  for (let pass = 0; pass < count; pass++) {
    await nextTurn();
    soft = soft.map((pixel, at) => {
      const before = soft[at - 1] ?? pixel;
      const after = soft[at + 1] ?? pixel;
      return (before + 2 * pixel + after) >> 2;
    });
  }
  const width = soft.length / 8;
  return Array.from({ length: 8 }, (_, part) =>
    soft
      .subarray(part * width, (part + 1) * width)
      .reduce((sum, pixel) => sum + pixel, 0),
  );
}

/** Mulberry32: small, and the same everywhere for the same seed. */
function seeded(start: number) {
  let state = start | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed =
      (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
