export type Image = { pixels: Uint8Array; passes: number };

// Lets go after every pass?
export async function thumbnail({
  pixels,
  passes,
}: Image): Promise<number[]> {
  let soft = pixels;
  for (let pass = 0; pass < passes; pass++) {
    soft = soften(soft);
    await null;
  }
  return shrink(soft);
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
