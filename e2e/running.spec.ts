import { button, expect, region, test, words, write } from "./fixtures.ts";

const lesson = (lang: string) => `/${lang}/lessons/one-thread-many-requests`;

for (const lang of ["en", "ko"] as const) {
  const w = words[lang];

  test(`${lang}: a run streams lag while the loop is still blocked, and names the line`, async ({ page }) => {
    await page.goto(lesson(lang));
    for (const name of [w.editor, w.console, w.loop, w.lanes, w.requests])
      await expect(region(page, name)).toBeAttached();
    // What the page said while it could still be stopped: the block lasts one second, and nobody may blink.
    const readings = await page.evaluateHandle((stop) => {
      const seen: number[] = [];
      new MutationObserver(() => {
        const running = [...document.querySelectorAll("button")].some((one) => one.textContent?.includes(stop));
        const texts = [...document.querySelectorAll("svg text, output, p, span")].map((one) => one.textContent ?? "");
        const reading = texts
          .map((text) => /^([\d,]+)\s*ms(?: and climbing|, 오르는 중)$/.exec(text)?.[1])
          .find(Boolean);
        if (running && reading) seen.push(Number(reading.replace(",", "")));
      }).observe(document.body, { subtree: true, childList: true, characterData: true });
      return seen;
    }, w.stop);
    await button(page, w.run).click();
    await expect(region(page, w.loop)).toContainText("main.ts:5");
    await expect(region(page, w.console)).toContainText("20");
    await expect(button(page, w.run)).toBeVisible();
    const climbed = await readings.evaluate((seen) => new Set(seen.filter((ms) => ms >= 100 && ms < 900)).size);
    expect(climbed).toBeGreaterThanOrEqual(3);
  });
}

test("Stop ends an endless loop, keeps what was recorded and says so", async ({ page }) => {
  await page.goto("/en/play");
  await write(
    page,
    "Editor",
    'console.log("before");\nconst from = Date.now();\nwhile (Date.now() - from < 30_000) {}\n',
  );
  await button(page, "Run").click();
  await expect(region(page, "Console")).toContainText("before");
  await expect(region(page, "Event loop")).toContainText(/\d{3}\s*ms/);
  await button(page, "Stop").click();
  await expect(button(page, "Run")).toBeVisible();
  await expect(page.getByText(/Stopped by you/).first()).toBeVisible();
  await expect(region(page, "Event loop")).toContainText("main.ts:3");
});

test("with the keyboard alone: reach Run, run, enter the editor, leave it, stop", async ({ page }) => {
  await page.goto("/en/play");
  let reached = false;
  for (let presses = 0; presses < 60 && !reached; presses++) {
    await page.keyboard.press("Tab");
    reached = await page.evaluate(() => /^Run/.test(document.activeElement?.textContent?.trim() ?? ""));
  }
  expect(reached).toBe(true);
  await page.keyboard.press("Enter");
  await expect(button(page, "Stop")).toBeVisible();
  await expect(button(page, "Run")).toBeVisible();
  await write(page, "Editor", "setInterval(() => {}, 1000);\n");
  await page.keyboard.press("ControlOrMeta+Enter");
  await expect(button(page, "Stop")).toBeVisible();
  await page.keyboard.press("Escape");
  expect(await page.evaluate(() => document.activeElement?.closest(".monaco-editor"))).toBeNull();
  await page.keyboard.press("Escape");
  await expect(button(page, "Run")).toBeVisible();
});

test("code typed in the editor outlives a reload, and Start over brings the original back", async ({ page }) => {
  await page.goto("/en/play");
  await write(page, "Editor", 'console.log("kept over a reload");\n');
  await page.reload();
  await button(page, "Run").click();
  await expect(region(page, "Console")).toContainText("kept over a reload");
});

test("an error points at its line in the learner's own file", async ({ page }) => {
  await page.goto("/en/play");
  await write(page, "Editor", 'const a: number = 1;\n\nthrow new Error("on line three");\n');
  await button(page, "Run").click();
  await expect(region(page, "Console")).toContainText("on line three");
  await expect(page.getByText(/main\.ts:3/).first()).toBeVisible();
});

test("with the sandbox-server down the page says so, keeps the code and offers a retry", async ({ page }) => {
  await page.goto("/en/play");
  await write(page, "Editor", 'console.log("still here");\n');
  await page.route("**/api/runs", (route) => route.abort());
  await button(page, "Run").click();
  const retry = page.getByRole("button", { name: /try again|retry/i });
  await expect(retry).toBeVisible();
  await page.unroute("**/api/runs");
  await retry.click();
  await expect(region(page, "Console")).toContainText("still here");
});

test("Share gives an address that opens the same code", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto("/en/play");
  await write(page, "Editor", 'console.log("shared");\n');
  await page.getByRole("button", { name: "Share" }).click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain("/en/play#");
  const address = await page.evaluate(() => navigator.clipboard.readText());
  const other = await context.newPage();
  await other.goto(address);
  await button(other, "Run").click();
  await expect(region(other, "Console")).toContainText("shared");
});
