import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { button, edit, expect, region, test, words } from "./fixtures.ts";

const lesson = (lang: string) => `/${lang}/lessons/one-thread-many-requests#prove`;
const title = { en: "Find the call that never lets go", ko: "스레드를 내려놓지 않는 호출 찾기" };
const exercise = (page: Page, lang: "en" | "ko" = "en") => page.getByRole("region", { name: title[lang] });
const card = (page: Page, name: string) => exercise(page).getByRole("listitem").filter({ hasText: name });

/** The one line the exercise is about, the last but one, typed anew; the solution types `fetch`. */
async function retype(page: Page, line: string): Promise<void> {
  // Until the page has come alive another program lies on the bench.
  await expect(button(page, "Check")).toBeVisible();
  await edit(page, "Editor");
  for (const key of ["ControlOrMeta+End", "ArrowUp", "End", "Shift+Home"]) await page.keyboard.press(key);
  await page.keyboard.insertText(line);
}
const solution = "return shop.tax.fetch(country);";
const constant = "return 0.1;";

/** Noise is not a verdict: the page offers another try, and so takes this. */
async function check(page: Page): Promise<void> {
  const again = exercise(page).getByRole("button", { name: "Measure again" }).first();
  for (let tries = 0; tries < 4; tries++) {
    await button(page, "Check").click();
    await expect(exercise(page).getByRole("status")).not.toContainText("Judged while it runs");
    await expect(button(page, "Check")).toBeVisible();
    if (!(await again.isVisible())) return;
  }
}

test("the answer as it stands fails, with limit, measured, moment, line and cause, and leads to both places", async ({
  page,
}) => {
  await page.goto(lesson("en"));
  await expect(page.getByRole("tab", { name: /Mine/ })).toHaveAttribute("aria-selected", "true");
  await expect(exercise(page)).toContainText("Measured values decide");
  await check(page);
  await expect(exercise(page).getByRole("heading", { name: "1 of 3 met" })).toBeVisible();
  const lag = card(page, "Loop lag");
  await expect(lag).toContainText("Not met");
  for (const said of ["≤ 40 ms", "handler.ts:38", "This line held the thread"]) await expect(lag).toContainText(said);
  await expect(card(page, "All thirty answers")).toContainText("30 / 30");
  await expect(exercise(page)).toContainText("1 try");

  // What was judged lies on the strip that shows it.
  await expect(region(page, "Event loop")).toContainText("limit 40 ms");
  await expect(region(page, "Lanes")).toContainText("limit 200 ms");
  await expect(region(page, "Event loop").getByText("limit 40 ms")).toBeVisible();
  await expect(page.getByRole("list", { name: "Legend" })).toContainText("over the limit");

  await lag.getByRole("button", { name: /^Show [\d,]+ ms on the chart$/ }).click();
  const chart = region(page, "Event loop").getByRole("slider", { name: "Moment in time" });
  await expect(chart).toBeFocused();
  const moment = /First moment([\d,]+) ms/.exec((await lag.textContent()) ?? "")?.[1]?.replace(",", "");
  await expect(chart).toHaveAttribute("aria-valuenow", moment ?? "");
  await lag.getByRole("button", { name: "Go to line 38" }).click();
  const at = () => page.evaluate(() => document.activeElement?.closest("section")?.getAttribute("aria-label"));
  expect(await at()).toBe("Editor");
});

test("verdicts come while the run still goes on", async ({ page }) => {
  await page.goto(lesson("en"));
  const early = page.evaluate(
    () =>
      new Promise<boolean>((resolve) => {
        new MutationObserver(() => {
          const texts = document.querySelector("[aria-labelledby=exercise-title]")?.textContent ?? "";
          const running = [...document.querySelectorAll("button")].some((one) => one.textContent?.startsWith("Stop"));
          if (running && texts.includes("Not met") && texts.includes("measuring")) resolve(true);
          if (/of 3 met/.test(texts)) resolve(false);
        }).observe(document.body, { subtree: true, childList: true, characterData: true });
      }),
  );
  await button(page, "Check").click();
  expect(await early).toBe(true);
});

test("a wrong answer is told why, in its own words", async ({ page }) => {
  await page.goto(lesson("en"));
  await retype(page, constant);
  await check(page);
  await expect(card(page, "All thirty answers")).toContainText("have to be asked for");
  await expect(card(page, "All thirty answers")).toContainText(/\d+ \/ 30/);
});

test("typing the solution passes, opens it, and is remembered over a reload; an edit makes the verdicts old", async ({
  page,
}) => {
  await page.goto(lesson("en"));
  await expect(exercise(page)).not.toContainText("is an async function and it is awaited");
  await retype(page, solution);
  await check(page);
  await expect(exercise(page).getByRole("heading", { name: "3 of 3 met" })).toBeVisible();
  await expect(exercise(page)).toContainText("Proven");
  await expect(exercise(page)).toContainText("is an async function and it is awaited");

  await page.reload();
  await expect(exercise(page).getByRole("heading", { name: "3 of 3 met" })).toBeVisible();
  await expect(exercise(page)).toContainText("1 try");
  await expect(region(page, "Editor").getByRole("textbox").first()).toHaveValue(/shop\.tax\.fetch/);
  await retype(page, constant);
  await expect(exercise(page)).toContainText("Judged before your last edit");

  // What was proven once stays proven, on the map too.
  await page.goto("/en");
  await expect(page.locator('#course a[href$="one-thread-many-requests"]')).toContainText("Proven");
  await expect(page.getByRole("region", { name: "The course" })).toContainText(/proven\s*1|1\s*proven/);
});

test("hints come one by one, and stay", async ({ page }) => {
  await page.goto(lesson("en"));
  const hint = (number: number) => exercise(page).getByText(`Hint ${number} of 3`, { exact: true }).first();
  await expect(hint(1)).toBeVisible();
  await expect(hint(2)).toBeHidden();
  await hint(1).click();
  await expect(exercise(page)).toContainText("Run it first");
  await expect(hint(2)).toBeVisible();
  await expect(hint(3)).toBeHidden();
  await hint(2).focus();
  await page.keyboard.press("Enter");
  await expect(hint(3)).toBeVisible();
  await page.reload();
  await expect(exercise(page).getByText("Look at the type of")).toBeVisible();
  await expect(hint(3)).toBeVisible();
});

test("the solution is shown when asked for, as a difference that is read and scrolled by keyboard", async ({
  page,
}) => {
  await page.goto(lesson("en"));
  await exercise(page).getByRole("button", { name: "Show the solution" }).click();
  const difference = exercise(page).getByRole("region", { name: "Your code and the solution" });
  const rows = difference.getByRole("row");
  await expect(rows.filter({ hasText: "only in yours" }).filter({ hasText: "shop.tax.lookup(country)" })).toHaveCount(
    1,
  );
  await expect(rows.filter({ hasText: "only in the solution" }).filter({ hasText: "fetch" })).toHaveCount(1);
  await difference.focus();
  await expect(difference).toBeFocused();
  const before = await rows.count();
  await difference
    .getByRole("button", { name: /lines the same/ })
    .first()
    .press("Enter");
  expect(await rows.count()).toBeGreaterThan(before);
  const { violations } = await new AxeBuilder({ page }).include("[aria-labelledby=exercise-title]").analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200)}`)).toEqual([]);
});

test("a run that was stopped gives no verdict, and counts as no try", async ({ page }) => {
  await page.goto(lesson("en"));
  await retype(page, "for (;;) await null;");
  await button(page, "Check").click();
  await expect(region(page, "Event loop")).toContainText(/\d{3}\s*ms/);
  await button(page, "Stop").click();
  await expect(exercise(page)).toContainText("A run that was stopped is not judged.");
  await expect(exercise(page)).not.toContainText(/\d tr(?:y|ies)/);
  await expect(exercise(page)).not.toContainText("Not met");
});

test("an answer that does not even load is told so, with its line", async ({ page }) => {
  await page.goto(lesson("en"));
  await retype(page, "return shop.tax.;");
  await check(page);
  await expect(exercise(page).getByRole("heading", { name: "0 of 3 met" })).toBeVisible();
  await expect(exercise(page)).toContainText("It did not run to its end");
  await expect(exercise(page)).toContainText("handler.ts:38");
});

test("with the sandbox-server down nothing is judged and the page says so", async ({ page }) => {
  await page.goto(lesson("en"));
  await page.route("**/api/runs", (route) => route.abort());
  await button(page, "Check").click();
  await expect(exercise(page)).toContainText("did not come to its end, so it was not judged");
  await page.unroute("**/api/runs");
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(exercise(page).getByRole("heading", { name: "of 3 met" })).toBeVisible();
});

test("starting over brings back the first code and forgets the verdicts, and can be taken back", async ({ page }) => {
  await page.goto(lesson("en"));
  const code = region(page, "Editor").getByRole("textbox").first();
  await retype(page, constant);
  await exercise(page).getByText("Hint 1 of 3", { exact: true }).first().click();
  await exercise(page).getByRole("button", { name: "Start the exercise over" }).click();
  await expect(region(page, "Editor")).toContainText("lookup(country)");
  await exercise(page).getByRole("button", { name: "Undo" }).click();
  await expect(region(page, "Editor")).toContainText("return 0.1");
  await expect(exercise(page).getByText("Hint 2 of 3", { exact: true }).first()).toBeVisible();
  await expect(code).toBeAttached();
});

test("each try has a workload of its own; run only runs without a verdict", async ({ page }) => {
  const seeds: string[] = [];
  page.on("request", (request) => {
    if (request.url().endsWith("/api/runs")) seeds.push(request.postDataJSON().env.APP_SEED);
  });
  await page.goto(lesson("en"));
  await button(page, "Run only").click();
  await expect(region(page, "Event loop")).toContainText("handler.ts:38");
  await expect(button(page, "Check")).toBeVisible();
  await expect(exercise(page)).not.toContainText("Not met");
  await check(page);
  expect(seeds.length).toBeGreaterThanOrEqual(2);
  expect(new Set(seeds).size).toBe(seeds.length);
});

test("what the machine spoiled says so, counts as no try, and is measured again", async ({ page }) => {
  // As an earlier visit left it: no test can make a machine noisy at its bidding.
  const spoiled = { check: "time", state: "too-noisy", limit: "≤ 200 ms", measured: "260 ms" };
  await page.addInitScript(
    ([key, kept]) => {
      if (!localStorage.getItem(key)) localStorage.setItem(key, kept);
    },
    [
      "looplab:bench:one-thread-many-requests@1",
      JSON.stringify({ proof: { last: { answer: "", verdicts: [spoiled] } } }),
    ] as const,
  );
  await page.goto(lesson("en"));
  const time = card(page, "Thirty orders within");
  for (const said of ["Too noisy to judge", "Not your code", "260 ms", "counts as neither pass nor fail"])
    await expect(time).toContainText(said);
  await expect(exercise(page)).not.toContainText(/\d tr(?:y|ies)/);
  await time.getByRole("button", { name: "Measure again" }).click();
  await expect(card(page, "Loop lag")).toContainText("handler.ts:38");
  await expect(exercise(page)).toContainText("1 try");
});

test("without JavaScript the task, what is judged and all hints can be read", async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  for (const lang of ["en", "ko"] as const) {
    await page.goto(lesson(lang));
    const section = exercise(page, lang);
    await expect(section.getByRole("listitem")).toHaveCount(3);
    for (const hint of await section.locator("details").all()) {
      await expect(hint).toBeVisible();
      await hint.locator("summary").click();
      await expect(hint.locator("p")).toBeVisible();
    }
    await expect(section.getByRole("button")).toHaveCount(0);
  }
  await context.close();
});

test("ko: verdicts, causes and buttons are Korean", async ({ page }) => {
  await page.goto(lesson("ko"));
  await button(page, "검사").click();
  const section = exercise(page, "ko");
  await expect(section).toContainText(/3개 중 \d개 충족/);
  await expect(section).toContainText("이 줄이 스레드를 모두");
  await expect(section.getByRole("button", { name: "38번 줄로" })).toBeVisible();
  await expect(region(page, words.ko.editor)).toBeVisible();
});

test("axe finds nothing on verdicts, in both themes", async ({ page }) => {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await page.goto(lesson("en"));
    await check(page);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${colorScheme} ${id}: ${nodes[0]?.html.slice(0, 200)}`)).toEqual([]);
  }
});
