import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { button, expect, region, test, write } from "./fixtures.ts";

const ended = (page: Page) => expect(page.locator("p[data-tone=ok]")).toBeVisible({ timeout: 30_000 });
const position = (page: Page) => page.getByRole("slider", { name: "Moment of the replay" });

/** A second or so in which the loop is blocked for a while. */
const program = (blockMs: number) =>
  `import { lab } from "lab";\nawait lab.io(100);\nlab.block(${blockMs});\nconsole.log("blocked for ${blockMs}");\nawait lab.io(500);\n`;

async function runIt(page: Page, blockMs = 300): Promise<void> {
  await write(page, "Editor", program(blockMs));
  await button(page, "Run").click();
  await expect(region(page, "Console")).toContainText(`blocked for ${blockMs}`);
  await ended(page);
}

async function openEmpty(page: Page): Promise<void> {
  await page.goto("/en/play");
  await page.getByRole("combobox", { name: "Program to start from" }).selectOption("empty");
}

test("a finished run is played, held, scrubbed and left, with the keyboard alone", async ({ page }) => {
  await openEmpty(page);
  await runIt(page);
  await page.getByRole("radio", { name: "0.25×" }).check();
  await page.getByRole("button", { name: "Play the replay" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Hold the replay" })).toBeFocused();
  const at = async () => Number(await position(page).inputValue());
  await expect.poll(at).toBeGreaterThan(0);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Play the replay" })).toBeVisible();
  const held = await at();
  expect(held).toBeLessThan(Number(await position(page).getAttribute("max")));
  // While it is replayed the readouts tell that moment.
  await expect(page.getByRole("region", { name: "Readouts" })).toContainText("Lag now");

  const chart = page.getByRole("slider", { name: "Moment in time" });
  await chart.focus();
  await page.keyboard.press("b");
  await expect(page.locator("[data-pointed=true]").first()).toBeAttached();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Space");
  await expect(page.getByRole("button", { name: "Hold the replay" })).toBeVisible();
  await page.keyboard.press("Space");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("region", { name: "Readouts" })).toContainText("Max lag");
});

test("a replay at 4× comes to its end and shows the whole run again", async ({ page }) => {
  await openEmpty(page);
  await runIt(page);
  await page.getByRole("radio", { name: "4×", exact: true }).check();
  await page.getByRole("button", { name: "Play the replay" }).click();
  await expect(page.getByRole("button", { name: "Play the replay" })).toBeVisible();
  await expect(page.getByRole("region", { name: "Readouts" })).toContainText("Max lag");
});

test("with reduced motion a replay moves four times a second", async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await openEmpty(page);
  await runIt(page);
  await page.getByRole("radio", { name: "0.25×" }).check();
  const moments = await page.evaluateHandle(() => {
    const seen: number[] = [];
    const slider = document.querySelector<HTMLInputElement>("input[type=range]");
    (function look() {
      const now = slider?.valueAsNumber ?? 0;
      if (now !== seen.at(-1)) seen.push(now);
      requestAnimationFrame(look);
    })();
    return seen;
  });
  await page.getByRole("button", { name: "Play the replay" }).click();
  await expect.poll(() => moments.evaluate((seen) => seen.length)).toBeGreaterThan(4);
  // A quarter of a second at a quarter of the speed is 62 ms of the run; every frame would be 4.
  const steps = await moments.evaluate((seen) => seen.slice(2, 5).map((ms, at) => ms - (seen[at + 1] ?? 0)));
  expect(Math.min(...steps)).toBeGreaterThan(40);
});

test("the run before is laid over the next one on the same axis, with the difference in numbers", async ({ page }) => {
  await openEmpty(page);
  await runIt(page, 300);
  await runIt(page, 100);
  await page.getByRole("button", { name: "Overlay previous run" }).click();
  for (const number of [1, 2]) {
    await expect(region(page, `Event loop · An empty program · run ${number}`)).toBeVisible();
    await expect(region(page, `Console · An empty program · run ${number}`)).toBeVisible();
  }
  await expect(page.getByRole("row", { name: /^Change/ })).toContainText("−");
  // The next run is shown with the one before it, and any two can be chosen.
  await write(page, "Editor", program(200));
  await button(page, "Run").click();
  await expect(region(page, "Console · An empty program · run 3")).toContainText("blocked for 200");
  await expect(region(page, "Event loop · An empty program · run 2")).toBeVisible();
  await page.getByRole("button", { name: "Runs 3" }).click();
  await page.getByRole("checkbox", { name: "Show An empty program · run 1" }).check();
  await expect(region(page, "Event loop · An empty program · run 1")).toBeVisible();
  await expect(region(page, "Event loop · An empty program · run 2")).toHaveCount(0);
  // The code of a run that is compared with comes back, and what was there before can be had again.
  const code = region(page, "Editor").locator(".view-lines").first();
  await page.getByRole("button", { name: "Bring its code back: An empty program · run 1" }).click();
  await expect(code).toContainText("blocked for 300");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(code).toContainText("blocked for 200");
});

test("a run saved to a file opens again as a recorded run with its code", async ({ page, context }, info) => {
  await openEmpty(page);
  await runIt(page);
  await page.getByRole("button", { name: "Share" }).click();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Save the run to a file" }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^looplab-[\d-]+\.json$/);
  const file = info.outputPath("run.json");
  await download.saveAs(file);
  expect(JSON.parse(await readFile(file, "utf8")).version).toBe(1);

  const other = await context.newPage();
  await other.goto("/en/play");
  await other.getByRole("button", { name: "Share" }).click();
  const [chooser] = await Promise.all([
    other.waitForEvent("filechooser"),
    other.getByRole("button", { name: "Open a saved run" }).click(),
  ]);
  await chooser.setFiles(file);
  await expect(other.getByText("The recorded run is open with its code")).toBeVisible();
  await expect(region(other, "Editor").getByRole("textbox").first()).toHaveValue(/lab\.block\(300\)/);
  await expect(region(other, "Console")).toContainText("blocked for 300");
  await expect(region(other, "Event loop")).toContainText("main.ts:3");
});

test("a file that is no recorded run says what is wrong with it, also when it is dropped", async ({ page }) => {
  await page.goto("/en/play");
  const request = { files: [{ path: "main.ts", code: "" }], entry: "main.ts" };
  const events = [{ type: "stdout", data: { t: 1, text: "x\n" } }];
  const cases = [
    ["picture.json", "PNG", "It is not a JSON file"],
    ["other.json", "{}", "It is JSON, but no run recorded by Looplab"],
    ["newer.json", JSON.stringify({ version: 2, events: [] }), "recorded by another version"],
    ["bare.json", JSON.stringify({ version: 1, events }), "The code that ran is not in it"],
    ["bad.json", JSON.stringify({ version: 1, request: { ...request, entry: "../x" }, events }), "cannot be used"],
  ] as const;
  for (const [name, text, why] of cases) {
    const data = await page.evaluateHandle(
      ([fileName, content]) => {
        const transfer = new DataTransfer();
        transfer.items.add(new File([content], fileName, { type: "application/json" }));
        return transfer;
      },
      [name, text] as const,
    );
    await region(page, "Editor").dispatchEvent("drop", { dataTransfer: data });
    await expect(page.getByText(`${name} could not be opened.`)).toBeVisible();
    await expect(page.getByText(why)).toBeVisible();
  }
});

test("a small run goes into a link: a page to look at it, and from there into the playground", async ({
  page,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await openEmpty(page);
  await runIt(page);
  await page.getByRole("button", { name: "Share" }).click();
  await page.getByRole("button", { name: /^Copy a link with this run/ }).click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain("/en/share#run=");
  const address = await page.evaluate(() => navigator.clipboard.readText());

  const other = await context.newPage();
  const calls: string[] = [];
  other.on("request", (request) => request.url().includes("/api/") && calls.push(request.url()));
  await other.goto(address);
  await expect(region(other, "Event loop")).toContainText("main.ts:3");
  await expect(button(other, "Run")).toHaveCount(0);
  await expect(region(other, "Editor").getByRole("textbox").first()).not.toBeEditable();
  await other.locator('header a[hreflang="ko"]').first().click();
  await expect(region(other, "이벤트 루프")).toContainText("main.ts:3");
  await other.getByRole("link", { name: "놀이터에서 열기" }).click();
  await expect(other).toHaveURL(/\/ko\/play#run=/);
  await expect(region(other, "콘솔")).toContainText("blocked for 300");
  expect(calls).toEqual([]);
  await button(other, "실행").click();
  await expect(other.locator("p[data-tone=ok]")).toBeVisible({ timeout: 30_000 });
});

test("a run too large for a link says so and why, and can still be saved", async ({ page }) => {
  await openEmpty(page);
  await write(
    page,
    "Editor",
    'import { randomBytes } from "node:crypto";\nfor (let i = 0; i < 200; i++) console.log(randomBytes(150).toString("base64"));\n',
  );
  await button(page, "Run").click();
  await ended(page);
  await page.getByRole("button", { name: "Share" }).click();
  await expect(page.getByText(/too much for a link: chat and mail cut those longer than 30 KB/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Save the run to a file" })).toBeVisible();
});

for (const [lang, nothing, broken] of [
  ["en", "There is no run in this address", "The run in this link could not be read"],
  ["ko", "이 주소에는 실행이 담겨 있지 않습니다", "링크에 담긴 실행을 읽지 못했습니다"],
] as const) {
  test(`${lang}: the share page without a run, or with a broken one, says so`, async ({ page }) => {
    await page.goto(`/${lang}/share`);
    await expect(page.getByText(nothing)).toBeVisible();
    await page.goto(`/${lang}/share#run=brokenbroken`);
    await expect(page.getByText(broken)).toBeVisible();
  });
}
