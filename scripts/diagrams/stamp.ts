/** What a committed picture was drawn from: while this stays the same, so does the picture. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

/** All that decides how a text becomes a picture. */
export function drawingHand(): string {
  const { version } = createRequire(import.meta.url)("mermaid/package.json") as { version: string };
  const live = "../../components/diagram";
  const ours = ["page/draw.ts", `${live}/mark.ts`, "page/bake.ts", `${live}/theme.ts`].map((name) =>
    readFileSync(join(import.meta.dirname, name), "utf8"),
  );
  return digest([version, ...ours]);
}

export const stampOf = (hand: string, source: string, title: string, desc: string): string =>
  digest([hand, source, title, desc]);

export const stampIn = (svg: string): string | undefined => / data-drawn-from="([0-9a-f]+)"/.exec(svg)?.[1];

const digest = (parts: string[]) => createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 16);
