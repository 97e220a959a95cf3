/// <reference lib="dom" />
/**
 * What happens to a diagram inside the browser that draws it: drawn here, then marked, then baked.
 * Each function of this folder is sent there whole, so none may use anything outside itself.
 */
import type { Mermaid } from "mermaid";

/** Korean is measured wrong without the font the reader will see. */
export async function loadFont(base64: string): Promise<void> {
  const face = new FontFace("Pretendard Variable", `url(data:font/woff2;base64,${base64})`, { weight: "45 920" });
  document.fonts.add(await face.load());
}

export async function draw(source: string): Promise<SVGSVGElement> {
  const { mermaid } = globalThis as unknown as { mermaid: Mermaid };
  document.body.innerHTML = (await mermaid.render("drawing", source)).svg;
  return document.querySelector("svg") as SVGSVGElement;
}
