import AxeBuilder from "@axe-core/playwright";
import { button, edit, expect, region, test } from "./fixtures.ts";

const paths = ["", "/lessons/one-thread-many-requests", "/play", "/share", "/glossary", "/packages", "/lab"];

for (const lang of ["ko", "en"]) {
  for (const colorScheme of ["light", "dark"] as const) {
    test(`axe finds nothing: ${lang}, ${colorScheme}, every page`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      for (const path of paths) {
        await page.goto(`/${lang}${path}`);
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(violations.map(({ id, nodes }) => `${path} ${id}: ${nodes[0]?.html.slice(0, 200)}`)).toEqual([]);
      }
    });
  }
}

test("axe finds nothing with the editor open and a run shown, in both themes", async ({ page }) => {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await page.goto("/en/lessons/one-thread-many-requests");
    await edit(page, "Editor");
    await page.keyboard.press("ControlOrMeta+Enter");
    await expect(region(page, "Event loop")).toContainText("main.ts:5");
    await expect(button(page, "Run")).toBeVisible();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${colorScheme} ${id}: ${nodes[0]?.html.slice(0, 200)}`)).toEqual([]);
  }
});
