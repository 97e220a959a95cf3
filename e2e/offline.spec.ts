import type { Page } from "@playwright/test";
import { button, expect, opened, region, test, write } from "./fixtures.ts";

const lesson = "/en/lessons/one-thread-many-requests";
const keptPaths = (page: Page) =>
  page.evaluate(async () => {
    const stores = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
    const requests = await Promise.all(stores.map((store) => store.keys()));
    return requests.flat().map(({ url }) => new URL(url).pathname);
  });
/** Everything this page stands on is in the browser. */
async function kept(page: Page): Promise<void> {
  await expect
    .poll(async () => {
      const paths = await keptPaths(page);
      const needed = await page.evaluate(() => [
        location.pathname,
        ...[...document.querySelectorAll<HTMLScriptElement>("script[src]:not([nomodule])")].map(
          ({ src }) => new URL(src).pathname,
        ),
      ]);
      return needed.filter((path) => !paths.includes(path));
    })
    .toEqual([]);
}

test("a lesson that was read can be loaded again without a network, with what was typed in it", async ({
  page,
  context,
}) => {
  await page.goto(lesson);
  await kept(page);
  const wrong = region(page, "Editor").locator(".squiggly-error");
  await write(page, "Editor", "const n: number = '';");
  await expect(wrong).toBeVisible();
  await write(page, "Editor", "console.log('mine');");
  await context.setOffline(true);
  await page.reload();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("One thread, many requests");
  await expect(region(page, "Editor").getByRole("textbox").first()).toHaveValue("console.log('mine');");
  await opened(page, "one-thread-many-requests");
  await button(page, "Run").click();
  await expect(page.locator("p[data-tone]").getByText("There is no network. Your code is safe")).toBeVisible();

  await context.setOffline(false);
  await page.reload();
  // Kept workers still tell their parts apart.
  await write(page, "Editor", "const n: number = '';");
  await expect(wrong).toBeVisible();
  await write(page, "Editor", "console.log('mine');");
  await button(page, "Run").click();
  await expect(region(page, "Console")).toContainText("mine");
  const paths = await keptPaths(page);
  expect(paths.filter((path) => !path.startsWith("/_next/static/"))).toEqual([lesson]);
});

test("what an older build kept is let go", async ({ page }) => {
  await page.goto("/en");
  await page.evaluate(async () => (await caches.open("looplab-older")).put("/en/lessons/gone", new Response("old")));
  await page.goto(lesson);
  await kept(page);
  await expect.poll(() => page.evaluate(() => caches.has("looplab-older"))).toBe(false);
});

test("where the browser can keep nothing the page is as it was", async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, "serviceWorker", { value: undefined });
  });
  await page.goto(lesson);
  await opened(page, "one-thread-many-requests");
  await button(page, "Run").click();
  await expect(region(page, "Console")).toContainText("all answered");
});
