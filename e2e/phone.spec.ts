import AxeBuilder from "@axe-core/playwright";
import { button, expect, region, test } from "./fixtures.ts";

test("on a phone a lesson is read, run and looked at without a page wider than the screen", async ({ page }) => {
  await page.goto("/ko/lessons/one-thread-many-requests");
  const overflow = () =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(await overflow()).toBeLessThanOrEqual(0);
  await button(page, "실행").click();
  await expect(region(page, "이벤트 루프")).toContainText("main.ts:");
  expect(await overflow()).toBeLessThanOrEqual(0);
});

test("touch targets of the bench are at least 44 px", async ({ page }) => {
  await page.goto("/en/play");
  const small = await page
    .locator("main button:visible, main a[role=button]:visible")
    .evaluateAll((all) =>
      all
        .map((element) => ({ text: element.textContent ?? "", height: element.getBoundingClientRect().height }))
        .filter(({ height }) => height > 0 && height < 43.5),
    );
  expect(small).toEqual([]);
});

test("axe finds nothing on a phone, where some buttons are only a picture", async ({ page }) => {
  for (const path of ["", "/lessons/one-thread-many-requests", "/play"]) {
    await page.goto(`/ko${path}`);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${path} ${id}: ${nodes[0]?.html.slice(0, 200)}`)).toEqual([]);
  }
});
