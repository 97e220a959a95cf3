/** Real Mermaid in a real Chromium, with the font of the site: started once, draws many, closes itself. */
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Mermaid } from "mermaid";
import { chromium } from "playwright";
import { mark } from "../../components/diagram/mark.ts";
import { markStyle, mermaidConfig, tokenByColour } from "../../components/diagram/theme.ts";
import { browserPath } from "../ready/system.mjs";
import { type Baking, bake } from "./page/bake.ts";
import { draw, loadFont } from "./page/draw.ts";

declare const mermaid: Mermaid;

const { resolve } = createRequire(import.meta.url);
const file = (name: string) => resolve(name);

export interface Drawer extends AsyncDisposable {
  draw(source: string, told: Baking): Promise<string>;
}

export async function openDrawer(): Promise<Drawer> {
  const executablePath = process.env.BROWSER_PATH ?? browserPath() ?? undefined;
  const browser = await chromium.launch({
    ...(executablePath ? { executablePath } : {}),
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"],
  });
  const page = await browser.newPage();
  await page.evaluate(
    loadFont,
    await readFile(file("pretendard/dist/web/variable/woff2/PretendardVariable.woff2"), "base64"),
  );
  await page.addScriptTag({ path: file("mermaid/dist/mermaid.min.js") });
  await page.addStyleTag({ content: markStyle });
  await page.evaluate((config) => mermaid.initialize(config as Parameters<Mermaid["initialize"]>[0]), mermaidConfig);

  return {
    async draw(source, told) {
      const svg = await page.evaluateHandle(draw, source);
      await page.evaluate(mark, svg);
      return page.evaluate(bake, { svg, told, colours: { ...tokenByColour } });
    },
    [Symbol.asyncDispose]: () => browser.close(),
  };
}
