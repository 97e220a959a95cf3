import { availableParallelism } from "node:os";
import { isMainThread } from "node:worker_threads";
import { Piscina } from "piscina";

export type Image = { pixels: Uint8Array; passes: number };

// ko: 워커도 이 파일을 불러옵니다. 풀은 메인 스레드에서만 만듭니다.
// en: The workers load this file too: only the main thread makes the pool.
const pool = isMainThread
  ? new Piscina<Image, number[]>({
      filename: import.meta.url,
      maxThreads: Math.min(4, availableParallelism()),
    })
  : null;

export async function thumbnail(image: Image): Promise<number[]> {
  return pool ? pool.run(image) : render(image);
}

// ko: Piscina는 파일의 default export를 실행합니다.
// en: Piscina runs a file's default export.
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
