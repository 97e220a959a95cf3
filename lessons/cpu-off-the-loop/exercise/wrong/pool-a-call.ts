import { Piscina } from "piscina";

export type Image = { pixels: Uint8Array; passes: number };

// A library's pool, made and torn down for every image.
export async function thumbnail(image: Image): Promise<number[]> {
  const pool = new Piscina<Image, number[]>({
    filename: import.meta.url,
    maxThreads: 1,
  });
  try {
    return await pool.run(image);
  } finally {
    await pool.close();
  }
}

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
