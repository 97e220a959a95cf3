import { button, expect, region, test, write } from "./fixtures.ts";

test("a program runs with the packages it imports", async ({ page }) => {
  await page.goto("/en/play");
  await write(
    page,
    "Editor",
    'import { LRUCache } from "lru-cache";\nimport pLimit from "p-limit";\n\nconst limit = pLimit(1);\n' +
      'console.log("at most", limit.concurrency, "and", new LRUCache({ max: 7 }).max);\n',
  );
  await button(page, "Run").click();
  await expect(region(page, "Console")).toContainText("at most 1 and 7");
  await expect(button(page, "Run")).toBeVisible();
});

test("the editor fetches the types of the packages the code names, and of no others", async ({ page }) => {
  const fetched: string[] = [];
  page.on("request", (request) => {
    const file = /\/editor-types\/(.*)$/.exec(request.url())?.[1];
    if (file) fetched.push(file);
  });
  await page.goto("/en/play");
  await write(page, "Editor", 'import pLimit from "p-limit";\n\npLimit("two");\n');
  const underlined = region(page, "Editor").locator(".squiggly-error");
  // The only thing wrong is what the package's own types say is wrong.
  await expect(underlined).toHaveCount(1);
  await page.keyboard.press("Alt+F8");
  await expect(region(page, "Editor").locator(".marker-widget")).toContainText("'string' is not assignable");
  expect(fetched.toSorted()).toEqual(["list.json", "p-limit.json"]);

  await page.keyboard.press("Escape");
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.insertText('import Fastify from "fastify";\n\nFastify().lis');
  await page.keyboard.press("ControlOrMeta+Space");
  await expect(page.locator(".suggest-widget")).toContainText("listen");
});

for (const [lang, editor, says] of [
  ["en", "Editor", "The package 'left-pad' cannot be imported here. What can:"],
  ["ko", "편집기", "'left-pad' 패키지는 여기서 import할 수 없습니다"],
] as const) {
  test(`${lang}: an import of anything else is underlined with the list of what there is`, async ({ page }) => {
    await page.goto(`/${lang}/play`);
    await write(page, editor, 'import pad from "left-pad";\n\npad();\n');
    const underlined = region(page, editor).locator(".squiggly-error");
    await expect(underlined).toHaveCount(1);
    await underlined.hover({ force: true });
    await expect(page.locator(".monaco-hover", { hasText: says })).toBeVisible();
    await page.keyboard.press("Alt+F8");
    const told = region(page, editor).locator(".marker-widget");
    await expect(told).toContainText(says);
    await expect(told).toContainText("@grpc/grpc-js");
    await expect(told.getByRole("link")).toHaveAttribute("href", new RegExp(`/${lang}/packages$`));
  });
}

test("the page of packages names each with its version and what it is for", async ({ page, request }) => {
  const names = (await (await request.get("/editor-types/list.json")).json()) as string[];
  await page.goto("/en/packages");
  await expect(page.locator("main li[id]")).toHaveCount(names.length);
  for (const name of names) {
    await expect(page.locator(`main li[id="${name}"]`)).toContainText(new RegExp(`${name} \\d+\\.\\d+\\.\\d+`));
  }
});
