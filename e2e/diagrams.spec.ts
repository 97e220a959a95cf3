import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, openDialog, test } from "./fixtures.ts";

const lesson = (lang: string) => `/${lang}/lessons/one-thread-many-requests`;
const dialog = (page: Page) => page.getByRole("dialog");
const violationsOf = async (page: Page) =>
  (await new AxeBuilder({ page }).analyze()).violations.map(
    ({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200)}`,
  );

test("a diagram is enlarged, moved and sized with the keyboard alone, and gives the focus back", async ({ page }) => {
  await page.goto(lesson("en"));
  const door = page.getByRole("button", { name: /^Enlarge/ }).first();
  const small = await page.locator("main figure svg").first().boundingBox();
  await door.focus();
  await openDialog(page, () => page.keyboard.press("Enter"));
  const view = dialog(page).getByRole("region");
  await expect(view).toBeFocused();
  const picture = view.locator("svg");
  const width = async () => (await picture.boundingBox())?.width ?? 0;
  expect(await width()).toBeGreaterThan((small?.width ?? 0) * 1.2);
  const fitted = await width();
  for (let presses = 0; presses < 5; presses++) await page.keyboard.press("+");
  expect(await width()).toBeGreaterThan(fitted * 1.5);
  const scrolled = () => view.evaluate(({ scrollTop }) => scrollTop);
  const before = await scrolled();
  await page.keyboard.press("ArrowDown");
  await expect.poll(scrolled).toBeGreaterThan(before);
  await page.keyboard.press("0");
  await expect.poll(width).toBeCloseTo(fitted, 0);
  await page.keyboard.press("Escape");
  await expect(dialog(page)).toHaveCount(0);
  await expect(door).toBeFocused();
});

test("a mouse sizes it by its buttons and moves it by pulling", async ({ page }) => {
  await page.goto(lesson("ko"));
  await openDialog(page, () =>
    page
      .getByRole("button", { name: /^크게 보기/ })
      .first()
      .click(),
  );
  const view = dialog(page).getByRole("region");
  for (let clicks = 0; clicks < 6; clicks++) await page.getByRole("button", { name: "키우기", exact: true }).click();
  const box = await view.boundingBox();
  if (!box) throw new Error("expected the picture's window, got none");
  const place = () => view.evaluate(({ scrollLeft, scrollTop }) => [scrollLeft, scrollTop]);
  const [left = 0, top = 0] = await place();
  await page.mouse.move(box.x + 300, box.y + 300);
  await page.mouse.down();
  await page.mouse.move(box.x + 240, box.y + 220, { steps: 4 });
  await page.mouse.up();
  const [nowLeft = 0, nowTop = 0] = await place();
  expect([Math.round(nowLeft - left), Math.round(nowTop - top)]).toEqual([60, 80]);
});

test("a diagram's text is changed and drawn again as it is typed; what cannot be read is told with its line", async ({
  page,
}) => {
  const scripts: string[] = [];
  page.on("request", (request) => {
    if (request.resourceType() === "script") scripts.push(request.url());
  });
  await page.goto(lesson("en"), { waitUntil: "networkidle" });
  const before = scripts.length;
  await openDialog(page, () =>
    page
      .getByRole("button", { name: /^Edit and redraw/ })
      .first()
      .click(),
  );
  const text = dialog(page).getByLabel("Mermaid code");
  const picture = dialog(page).getByRole("region", { name: "What it draws" });
  await expect(text).toHaveValue(/^sequenceDiagram/);
  await expect(picture.locator("svg")).toContainText("Event loop");
  expect(scripts.length, "Mermaid comes only now").toBeGreaterThan(before);

  const changed = (await text.inputValue()).replace("as Event loop", "as The one loop");
  await text.fill(changed);
  await expect(picture.locator("svg")).toContainText("The one loop");
  await text.fill(`${changed}\nA->>`);
  await expect(dialog(page)).toContainText(/Stuck at line \d+/);
  await expect(picture.locator("svg")).toContainText("The one loop");
  await text.fill("no such diagram");
  await expect(dialog(page)).toContainText("no telling what kind of diagram");
  await text.fill("flowchart LR\n  a[하나] --> b[둘]");
  await expect(picture.locator("svg")).toContainText("둘");
  await dialog(page).getByRole("button", { name: "Start over" }).click();
  await expect(picture.locator("svg")).toContainText("Event loop");
  await page.keyboard.press("Escape");
  await expect(page.locator("main figure svg").first()).toContainText("Event loop");
});

test("what is drawn again from the lesson's own text looks as the lesson's diagram does", async ({ page }) => {
  await page.goto(lesson("en"));
  const words = (svg: SVGElement) =>
    [...svg.querySelectorAll("text")].map((one) => one.textContent?.replace(/\s+/g, " ").trim()).filter(Boolean);
  const figure = page.locator("main figure").first();
  const drawn = await figure.locator("svg").evaluate(words);
  const size = await figure.locator("svg").getAttribute("width");
  await openDialog(page, () => figure.getByRole("button", { name: /^Edit/ }).click());
  const again = dialog(page).getByRole("region", { name: "What it draws" }).locator("svg");
  await expect(again).toBeVisible();
  expect((await again.evaluate(words)).toSorted()).toEqual(drawn.toSorted());
  expect(Math.abs(Number(await again.getAttribute("width")) - Number(size))).toBeLessThan(12);
});

test("axe finds nothing on an enlarged and an edited diagram, in both themes and languages", async ({ page }) => {
  for (const [lang, zoom, edit] of [
    ["ko", /^크게 보기/, /^고쳐 그리기/],
    ["en", /^Enlarge/, /^Edit and redraw/],
  ] as const) {
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await page.goto(lesson(lang));
      for (const name of [zoom, edit]) {
        await openDialog(page, () => page.getByRole("button", { name }).first().click());
        await expect(dialog(page).locator("section svg")).toBeVisible();
        expect(await violationsOf(page)).toEqual([]);
        await page.keyboard.press("Escape");
        await expect(dialog(page)).toHaveCount(0);
      }
    }
  }
});
