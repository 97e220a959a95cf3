import { once } from "node:events";
import {
  isMainThread,
  parentPort,
  Worker,
  workerData,
} from "node:worker_threads";

export type Image = { pixels: Uint8Array; passes: number };

// Off the loop, with a thread of its own for every image.
export async function thumbnail(image: Image): Promise<number[]> {
  const worker = new Worker(new URL(import.meta.url), {
    workerData: image,
  });
  const [answer] = await once(worker, "message");
  return answer;
}

if (!isMainThread) parentPort?.postMessage(render(workerData));

export default function render({ pixels, passes }: Image): number[] {
  let soft = pixels;
  for (let pass = 0; pass < passes; pass++) {
    soft = soften(soft);
  }
  return shrink(soft);
}

function soften(pixels: Uint8Array) {
  return pixels.map((pixel, at) => {
    const before = pixels[at - 1] ?? pixel;
    const after = pixels[at + 1] ?? pixel;
    return (before + 2 * pixel + after) >> 2;
  });
}

function shrink(pixels: Uint8Array) {
  const width = pixels.length / 8;
  return Array.from({ length: 8 }, (_, part) =>
    pixels
      .subarray(part * width, (part + 1) * width)
      .reduce((sum, pixel) => sum + pixel, 0),
  );
}
