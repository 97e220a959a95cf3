import type { Page } from "@playwright/test";
import { button, expect, region, test, words, write } from "./fixtures.ts";

const says = {
  en: { program: "Program to start from", add: "Add a file", name: "File name", load: "Load", settings: "Settings" },
  ko: { program: "시작할 프로그램", add: "파일 추가", name: "파일 이름", load: "부하", settings: "설정" },
} as const;

const choose = (page: Page, lang: "en" | "ko", id: string) =>
  page.getByRole("combobox", { name: says[lang].program }).selectOption(id);
const tab = (page: Page, name: string) => page.getByRole("tab", { name });
const over = (page: Page) => expect(button(page, "Run")).toBeVisible({ timeout: 30_000 });

for (const [id, seen] of [
  ["microtasks", /timer of 10 ms: after \d{2,} ms/],
  ["pool", /UV_THREADPOOL_SIZE 4/],
  ["limit", /200, 200/],
  ["rejection", /card declined/],
  ["empty", /done/],
] as const) {
  test(`the example ${id} does what it is there for`, async ({ page }) => {
    await page.goto("/en/play");
    await choose(page, "en", id);
    await button(page, "Run").click();
    await expect(region(page, "Console")).toContainText(seen);
  });
}

test("a leak ends at the memory limit, in words", async ({ page }) => {
  await page.goto("/en/play");
  await choose(page, "en", "leak");
  await button(page, "Run").click();
  await expect(page.getByText("Ended at the memory limit", { exact: true })).toBeVisible({ timeout: 30_000 });
});

test("each program keeps its edits, and coming back opens the one that was left", async ({ page }) => {
  await page.goto("/en/play");
  await choose(page, "en", "empty");
  await write(page, "Editor", 'console.log("in the empty one");\n');
  await choose(page, "en", "limit");
  await expect(region(page, "Editor")).not.toContainText("in the empty one");
  await choose(page, "en", "empty");
  await page.reload();
  await expect(page.getByRole("combobox", { name: says.en.program })).toHaveValue("empty");
  await button(page, "Run").click();
  await expect(region(page, "Console")).toContainText("in the empty one");
});

test("files are added, renamed and deleted by keyboard, run together, and a deletion is taken back", async ({
  page,
}) => {
  await page.goto("/en/play");
  await choose(page, "en", "empty");
  await page.getByRole("button", { name: says.en.add }).click();
  await page.getByRole("textbox", { name: says.en.name }).fill("lib/words.ts");
  await page.keyboard.press("Enter");
  await expect(tab(page, "lib/words.ts")).toHaveAttribute("aria-selected", "true");
  await write(page, "Editor", 'export const said = "from another file";\n');
  await tab(page, "main.ts").click();
  await write(page, "Editor", 'import { said } from "./text.ts";\nconsole.log(said);\n');

  await tab(page, "lib/words.ts").click();
  await page.keyboard.press("F2");
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.insertText("text.ts");
  await page.keyboard.press("Enter");
  await expect(tab(page, "text.ts")).toBeFocused();
  await button(page, "Run").click();
  await expect(region(page, "Console")).toContainText("from another file");

  await tab(page, "text.ts").focus();
  await page.keyboard.press("Delete");
  await expect(tab(page, "text.ts")).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(tab(page, "text.ts")).toBeVisible();
  await page.reload();
  await button(page, "Run").click();
  await expect(region(page, "Console")).toContainText("from another file");
});

for (const lang of ["en", "ko"] as const) {
  test(`${lang}: a file name that a run would refuse says why, and Esc gives it up`, async ({ page }) => {
    await page.goto(`/${lang}/play`);
    const why = { en: /no "\.\." in a path/, ko: /\.\.이 없는 이름/ }[lang];
    const again = { en: /each path once/, ko: /서로 다른 이름/ }[lang];
    await page.getByRole("button", { name: says[lang].add }).click();
    const name = page.getByRole("textbox", { name: says[lang].name });
    await name.fill("../up.ts");
    await page.keyboard.press("Enter");
    await expect(page.getByText(why)).toBeVisible();
    await name.fill("main.ts");
    await page.keyboard.press("Enter");
    await expect(page.getByText(again)).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(name).toHaveCount(0);
    await expect(tab(page, "main.ts")).toBeFocused();
  });

  test(`${lang}: a load is edited in place: what cannot be is named at its field and does not count`, async ({
    page,
  }) => {
    await page.goto(`/${lang}/play`);
    await choose(page, lang, "report");
    const rate = page.getByRole("textbox", { name: { en: "Per second", ko: "초당 요청" }[lang] });
    await rate.fill("99999");
    await expect(
      page.getByText({ en: /a number from 0\.1 to 2000/, ko: /0\.1에서 2000까지의 수/ }[lang]),
    ).toBeVisible();
    await expect(rate).toHaveAttribute("aria-invalid", "true");
    await rate.blur();
    await expect(rate).toHaveValue("400");
    await rate.fill("40");
    await page.getByRole("textbox", { name: { en: "For (s)", ko: "시간(초)" }[lang], exact: true }).fill("1");
    await expect(page.locator("summary").first()).toContainText(
      { en: "40 a second · 1 s", ko: "초당 40개 · 1초" }[lang],
    );
    await button(page, words[lang].run).click();
    await expect(page.locator("p[data-tone=ok]")).toBeVisible({ timeout: 30_000 });
    await expect(page.getByRole("region", { name: { en: "Readouts", ko: "측정값" }[lang] })).toContainText("40");
    await page.reload();
    await expect(rate).toHaveValue("40");
  });
}

test("a second phase, its moment, a mix and a burst are what runs", async ({ page }) => {
  await page.goto("/en/play");
  await choose(page, "en", "empty");
  await write(
    page,
    "Editor",
    'import { createServer } from "node:http";\ncreateServer((req, res) => { console.log(req.method, req.url); res.end(); }).listen(8080);\n',
  );
  await page.getByRole("button", { name: "Put a load on it" }).click();
  await page.getByRole("radio", { name: "Burst" }).check();
  await page.getByRole("textbox", { name: "Requests", exact: true }).fill("3");
  await page.getByRole("textbox", { name: "For (s)" }).fill("0.5");
  await page.getByRole("textbox", { name: "Path", exact: true }).fill("/first");
  await page.getByRole("button", { name: "Add a phase" }).click();
  const second = page.getByRole("group", { name: "Phase 2" });
  await second.getByRole("textbox", { name: "At (s)" }).fill("0.2");
  await second.getByRole("combobox", { name: "Method" }).selectOption("POST");
  await second.getByRole("textbox", { name: "Path", exact: true }).fill("/second");
  await button(page, "Run").click();
  await expect(region(page, "Console")).toContainText("GET /first");
  await expect(region(page, "Console")).toContainText("POST /second");
  await page.getByRole("button", { name: "Take the load away" }).click();
  await expect(page.getByText("the program runs by itself")).toBeVisible();
});

test("settings reach the run: pool size, time limit, environment, where it starts", async ({ page }) => {
  await page.goto("/en/play");
  await choose(page, "en", "empty");
  await write(
    page,
    "Editor",
    "console.log(process.env.UV_THREADPOOL_SIZE, process.env.APP_NAME);\nsetInterval(() => {}, 1000);\n",
  );
  await page.locator("summary", { hasText: "Settings" }).click();
  const threads = page.getByRole("textbox", { name: "UV_THREADPOOL_SIZE" });
  await threads.fill("99");
  await expect(page.getByText(/UV_THREADPOOL_SIZE from "1" to "16"/)).toBeVisible();
  await threads.fill("8");
  await page.getByRole("textbox", { name: "Time limit (s)" }).fill("0.8");
  await page.getByRole("button", { name: "Add a variable" }).click();
  await page.getByRole("textbox", { name: "Name", exact: true }).fill("PATH");
  await page.keyboard.press("Enter");
  await expect(page.getByText(/APP_\*/)).toBeVisible();
  await page.getByRole("textbox", { name: "Name", exact: true }).fill("APP_NAME");
  await page.getByRole("textbox", { name: "Value", exact: true }).fill("seoul");
  await page.keyboard.press("Enter");
  await expect(page.locator("summary", { hasText: "Settings" })).toContainText(
    "8 libuv threads · 0.8 s at most · 1 variable",
  );
  await button(page, "Run").click();
  await expect(region(page, "Console")).toContainText("8 seoul");
  await expect(page.getByText("Ended at the 0.8 s limit", { exact: true })).toBeVisible();
});

test("a program asks for PostgreSQL, its query is answered and drawn, and after a reload it is asked for still", async ({
  page,
}) => {
  await page.goto("/en/play");
  await choose(page, "en", "empty");
  await write(
    page,
    "Editor",
    'import { Pool } from "pg";\nconst pool = new Pool();\nconst { rows } = await pool.query("SELECT 6 * 7 AS answer, pg_sleep(0.2)");\nconsole.log("answer", rows[0].answer);\nawait pool.end();\n',
  );
  const summary = page.locator("summary", { hasText: "Settings" });
  await summary.click();
  const postgres = page.getByRole("checkbox", { name: "PostgreSQL" });
  await postgres.click();
  await expect(postgres).toBeChecked();
  await expect(page.getByText("find them at localhost")).toBeVisible();
  for (const again of [false, true]) {
    if (again) await page.reload();
    await expect(summary).toContainText("PostgreSQL · 4 libuv threads");
    await button(page, "Run").click();
    await expect(region(page, "Console")).toContainText("answer 42", { timeout: 30_000 });
    await over(page);
    await expect(region(page, "Lanes")).toContainText("PostgreSQL one row a connection");
    await page.getByText("As a table").click();
    await expect(page.getByRole("table", { name: "Database connections" })).toContainText(/postgres \d+/);
  }
  await summary.click();
  await expect(postgres).toBeChecked();
});

test("Start over throws files and load away with the text, and Undo brings them back", async ({ page }) => {
  await page.goto("/en/play");
  await choose(page, "en", "limit");
  await page.getByRole("button", { name: says.en.add }).click();
  await page.keyboard.press("Enter");
  await expect(tab(page, "util.ts")).toBeVisible();
  await page.getByRole("button", { name: "Put a load on it" }).click();
  await page.getByRole("button", { name: "Start over" }).click();
  await expect(tab(page, "util.ts")).toHaveCount(0);
  await expect(page.getByText("the program runs by itself")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(tab(page, "util.ts")).toBeVisible();
  await expect(page.locator("summary").first()).toContainText("50 a second");
});

test("the report on worker threads blocks nothing that lasts; on the main thread it does", async ({ page }) => {
  await page.goto("/en/play");
  for (const [id, line] of [
    ["report", "main.ts:15"],
    ["workers", null],
  ] as const) {
    await choose(page, "en", id);
    await page.getByRole("textbox", { name: "Per second" }).fill("100");
    await page.getByRole("textbox", { name: "For (s)" }).fill("2");
    await button(page, "Run").click();
    await over(page);
    if (line) await expect(region(page, "Event loop")).toContainText(line);
    else await expect(region(page, "Event loop")).not.toContainText("sign.ts");
  }
});
