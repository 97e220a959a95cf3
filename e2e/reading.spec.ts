import { readFile } from "node:fs/promises";
import { lessons } from "../lessons/index.ts";
import { readVariant } from "../lessons/read.ts";
import { edit, expect, test } from "./fixtures.ts";

const lesson = (lang: string) => `/${lang}/lessons/one-thread-many-requests`;

test("/ goes to the language the reader prefers", async ({ browser }) => {
  for (const [locale, path] of [
    ["ko-KR", "/ko"],
    ["en-US", "/en"],
    ["de-DE", "/en"],
  ] as const) {
    const context = await browser.newContext({ locale });
    const page = await context.newPage();
    await page.goto("/");
    expect(new URL(page.url()).pathname).toBe(path);
    await expect(page.locator("html")).toHaveAttribute("lang", path.slice(1));
    await context.close();
  }
});

test("the map lists seven tracks and thirty-six lessons, and links only to what is written", async ({
  page,
  request,
}) => {
  await page.goto("/en#course");
  const course = page.locator("#course");
  for (let id = 1; id <= 36; id++) {
    await expect(course.getByText(`L${String(id).padStart(2, "0")}`, { exact: true })).toHaveCount(1);
  }
  const links = await course
    .locator('a[href*="/lessons/"]')
    .evaluateAll((all) => all.map((a) => a.getAttribute("href")));
  expect(links.length).toBeGreaterThan(0);
  for (const href of new Set(links)) expect((await request.get(href ?? "")).status()).toBe(200);
});

test("the other language is the same page, and its link says which", async ({ page, request }) => {
  await page.goto(lesson("ko"));
  const link = page.locator('header a[hreflang="en"]').first();
  await link.click();
  await expect(page).toHaveURL(lesson("en"));
  const alternates = (await request.get(lesson("en"))).headers().link ?? "";
  for (const lang of ["ko", "en"])
    expect(alternates).toMatch(new RegExp(`${lesson(lang)}>; rel="alternate"; hreflang="${lang}"`));
});

test("nothing on any page comes from outside", async ({ page, baseURL }) => {
  const foreign: string[] = [];
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(baseURL ?? "") && !/^(?:data|blob):/.test(url)) foreign.push(url);
  });
  for (const path of [
    "/ko",
    "/en",
    lesson("ko"),
    lesson("en"),
    "/ko/play",
    "/en/glossary",
    "/ko/packages",
    "/en/lab",
  ]) {
    await page.goto(path, { waitUntil: "networkidle" });
  }
  await page.goto("/en/play");
  await edit(page, "Editor");
  expect(foreign).toEqual([]);
});

test("every page carries a content policy without remote origins, and refuses framing and sniffing", async ({
  request,
}) => {
  for (const path of ["/ko", lesson("en"), "/en/play", "/en/no-such-page"]) {
    const headers = (await request.get(path)).headers();
    const policy = headers["content-security-policy"] ?? "";
    expect(policy, path).toContain("default-src");
    expect(policy).not.toMatch(/https?:|\*/);
    expect(policy).toMatch(/script-src[^;]*'self'/);
    expect(policy).not.toMatch(/script-src[^;]*'unsafe-(?:inline|eval)'/);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(headers["x-content-type-options"]).toBe("nosniff");
    expect(headers["x-powered-by"]).toBeUndefined();
  }
});

test("a lesson reads to its end without JavaScript: prose, diagrams, code", async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  for (const [lang, editor] of [
    ["ko", "편집기"],
    ["en", "Editor"],
  ] as const) {
    await page.goto(lesson(lang));
    await expect(page.locator("h1")).toBeVisible();
    await expect(page.locator("main svg[role=img]").first()).toBeVisible();
    await expect(page.getByRole("region", { name: editor }).locator("textarea").first()).toHaveValue(/lab\.block/);
    expect(await page.locator("main h2").count()).toBeGreaterThanOrEqual(4);
  }
  await context.close();
});

test("reading a lesson to its end loads neither the editor nor the charts", async ({ page }) => {
  const scripts = new Map<string, number>();
  page.on("response", async (response) => {
    if (response.request().resourceType() !== "script") return;
    const sizes = await response.request().sizes();
    scripts.set(response.url(), sizes.responseBodySize);
  });
  await page.goto(lesson("en"), { waitUntil: "networkidle" });
  for (let y = 0; y < 12; y++) await page.mouse.wheel(0, 900);
  await page.waitForLoadState("networkidle");
  const total = [...scripts.values()].reduce((sum, bytes) => sum + bytes, 0);
  expect(total).toBeLessThanOrEqual(160 * 1024);
  await expect(page.locator(".monaco-editor")).toHaveCount(0);
});

test("the theme follows the system, can be chosen, and stays chosen", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "light" });
  await page.goto("/en");
  const paper = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const light = await paper();
  await page.emulateMedia({ colorScheme: "dark" });
  const dark = await paper();
  expect(dark).not.toBe(light);
  await page.getByRole("button", { name: /theme/i }).first().click();
  const chosen = await paper();
  await page.reload();
  expect(await paper()).toBe(chosen);
});

test("a lesson prints whole: title, every step, diagrams and code, in the light theme, without the bench", async ({
  page,
}) => {
  await page.emulateMedia({ colorScheme: "dark" });
  await page.goto(lesson("en"));
  const { title, variants, questions } = lessons[0] ?? {};
  const editor = page.getByRole("region", { name: "Editor" });
  const figures = page.locator("main figure svg[role=img]:visible");
  const printed = page.getByRole("heading", { name: "The code of this lesson" });
  await expect(editor).toBeVisible();
  await expect(printed).toHaveCount(0);
  const onScreen = await figures.count();
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  // As wide as A4 leaves room for.
  await page.setViewportSize({ width: 700, height: 1000 });
  await expect(page.getByRole("heading", { level: 1, name: title?.en ?? "" })).toBeVisible();
  for (const hidden of [editor, page.getByRole("banner"), page.getByRole("navigation", { name: "Steps" })])
    await expect(hidden).toBeHidden();
  await expect(page.locator("main section[aria-label]:visible:has(h2)")).toHaveCount(5);
  expect(await figures.count()).toBeGreaterThan(onScreen);
  await expect(printed).toBeVisible();
  for (const { id, label } of variants ?? []) {
    const [file] = await readVariant("one-thread-many-requests", id, "en");
    await expect(
      page
        .getByRole("figure")
        .filter({ hasText: `${label.en} · ` })
        .locator("pre"),
    ).toHaveText(file?.code ?? "", { useInnerText: true });
  }
  await expect(page.getByText(questions?.[0]?.answer.en ?? "")).toBeVisible();
  expect(await page.evaluate(() => getComputedStyle(document.body).color)).toBe("rgb(18, 24, 29)");
  await expect(page.getByRole("button", { name: /^Enlarge/ }).first()).toBeHidden();
});

test('"Built with this" shows the repository\'s own file, whole and as it stands', async ({ page }) => {
  for (const { slug, builtWith } of lessons) {
    await page.goto(`/ko/lessons/${slug}#prove`);
    const part = page.getByRole("region", { name: "이 사이트도 이렇게 만들었습니다" });
    await part.getByText(builtWith.file).first().click();
    const shown = await part.locator("pre code").evaluate((code) => code.textContent);
    expect(shown, slug).toBe((await readFile(builtWith.file, "utf8")).trimEnd());
    await expect(part.locator(".tok-keyword").first()).toBeVisible();
  }
});
