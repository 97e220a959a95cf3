import { button, expect, region, test } from "./fixtures.ts";

const lesson = "/en/lessons/one-thread-many-requests";

test("a guess stands on the measured chart as a line, and is told how far off it was and why", async ({ page }) => {
  await page.goto(lesson);
  await page.getByLabel("Blocking", { exact: true }).fill("400");
  await button(page, "Run").click();
  await expect(region(page, "Event loop")).toContainText("my guess 400 ms");
  await expect(button(page, "Run")).toBeVisible();
  const asked = page.getByText("How many ms until all 20 have their answer?").locator("..");
  await expect(asked).toContainText(/Blocking measured [\d,]+ ms[\d,]+ ms more than guessed/);

  await button(page, "Run both").click();
  await expect(button(page, "Run both")).toBeVisible();
  await page.goto(`${lesson}#look`);
  const held = page.getByRole("region", { name: "Guessed and measured" });
  await expect(held).toContainText("my guess 400 ms");
  await expect(held).toContainText(/measured [\d,]+ ms.*measured [\d,]+ ms/s);
  await expect(held).toContainText("Blocking is the sum");
});

test("a guess can be skipped, and Run never waits for one", async ({ page }) => {
  await page.goto(lesson);
  await page.getByRole("button", { name: "Skip" }).click();
  await expect(page.getByLabel("Blocking", { exact: true })).toHaveCount(0);
  await button(page, "Run").click();
  await expect(region(page, "Event loop")).toContainText("main.ts:5");
});
