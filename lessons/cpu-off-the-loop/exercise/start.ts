export type Image = { pixels: Uint8Array; passes: number };

// ko: async 함수입니다. 그런데 화소를 계산하는 것은 어느 스레드일까요?
// en: An async function. But which thread computes the pixels?
export async function thumbnail(image: Image): Promise<number[]> {
  return render(image);
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
