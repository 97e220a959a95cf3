import mermaid from "mermaid";
import { mark } from "./mark.ts";
import { markStyle, mermaidConfig, sentinel, tokens } from "./theme.ts";

/**
 * Mermaid in the reader's browser: the one file of the site that loads it. It draws as the lessons' diagrams were
 * drawn, but in the colours the page has now, because what a reader may write knows more kinds than ours.
 */
export type Drawn =
  | { ok: true; svg: SVGSVGElement }
  | { ok: false; line: number | null; unknown: boolean; said: string };

let drawings = 0;

/** Draws into `paper`, an element of the page that is as wide as any and not seen. */
export async function drawLive(source: string, paper: HTMLElement): Promise<Drawn> {
  const inColours = coloursOf(paper);
  try {
    // Korean is measured wrong before its font is here.
    await document.fonts.load('13px "Pretendard Variable"', source);
    mermaid.initialize({
      ...(JSON.parse(inColours(JSON.stringify(mermaidConfig))) as typeof mermaidConfig),
      securityLevel: "strict",
      suppressErrorRendering: true,
    } as Parameters<typeof mermaid.initialize>[0]);
    drawings += 1;
    const { svg: text } = await mermaid.render(`drawing-${drawings}`, source, paper);
    paper.innerHTML = text;
    const svg = paper.querySelector("svg");
    if (!svg) throw new Error("expected a drawing, got none");
    const style = document.createElementNS("http://www.w3.org/2000/svg", "style");
    style.textContent = `#${svg.id} { ${inColours(markStyle)} }`;
    svg.append(style);
    mark(svg);
    const { width, height } = svg.viewBox.baseVal;
    svg.removeAttribute("style");
    svg.setAttribute("width", String(width));
    svg.setAttribute("height", String(height));
    return { ok: true, svg };
  } catch (error) {
    return failed(error);
  } finally {
    paper.replaceChildren();
  }
}

function failed(error: unknown): Drawn {
  const said = error instanceof Error ? error.message : String(error);
  const line = /\bline:? (\d+)/i.exec(said)?.[1];
  return { ok: false, line: line ? Number(line) : null, unknown: /No diagram type/i.test(said), said };
}

/** Puts the colours that the tokens have on this page, in this theme, where the drawing hand wrote their names. */
function coloursOf(element: HTMLElement): (text: string) => string {
  const probe = element.appendChild(document.createElement("i"));
  const hex = (part: string) => Number(part).toString(16).padStart(2, "0");
  const colours = tokens.map((token) => {
    probe.style.color = `var(--${token})`;
    const parts = getComputedStyle(probe).color.match(/\d+/g) ?? [];
    return [sentinel(token), `#${parts.slice(0, 3).map(hex).join("")}`] as const;
  });
  probe.remove();
  return (text) => colours.reduce((done, [name, colour]) => done.replaceAll(name, colour), text);
}
