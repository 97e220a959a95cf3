import { readFile, writeFile } from "node:fs/promises";
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { lessons } from "../lessons/index.ts";
import { button, expect, opened, region, test, write } from "./fixtures.ts";

const slug = "one-thread-many-requests";
const lesson = (lang: string) => `/${lang}/lessons/${slug}`;
const [first] = lessons;
if (!first) throw new Error("expected a written lesson, got none");

/** From step to step by the links at their ends, as a reader goes. */
async function readToTheEnd(page: Page): Promise<void> {
  await page.goto(lesson("en"));
  await opened(page, slug);
  for (const next of ["run", "look", "change", "prove"]) {
    await page.locator(`[data-end-of]:visible a[href="#${next}"]`).click();
    await expect(page).toHaveURL(new RegExp(`#${next}$`));
  }
  await page.locator('[data-end-of="prove"]').scrollIntoViewIfNeeded();
  await expect.poll(() => page.evaluate(() => localStorage.getItem("looplab:course"))).toMatch(/"finishedAt":\d/);
}

const card = (page: Page) => page.locator(`#course a[href$="${slug}"]`);

test("the map shows what was read and predicted, and leads on to where the reader was", async ({ page }) => {
  await page.goto("/en");
  await expect(page.getByRole("link", { name: /^Continue/ })).toHaveCount(0);
  await page.goto(lesson("en"));
  await opened(page, slug);
  await page.getByLabel("Blocking", { exact: true }).first().fill("400");
  await page.getByRole("link", { name: "Next: run it and watch" }).click();
  await page.getByRole("link", { name: "Next: look at what came out" }).click();
  await page.goto("/en");
  await expect(card(page)).toContainText("2 of 5 steps read");
  await expect(card(page).getByRole("img", { name: "predicted" })).toBeVisible();
  const course = page.getByRole("region", { name: "The course" });
  await expect(course).toContainText(/under way\s*1|1\s*under way/);
  await course.getByRole("link", { name: `Continue: ${first.title.en}` }).click();
  await expect(page).toHaveURL(`${lesson("en")}#look`);
  await expect(page.getByRole("heading", { name: "The same work on one time axis" })).toBeVisible();
});

test("a lesson opened at its start shows where the reader was the last time, in Korean too", async ({ page }) => {
  await page.goto(`${lesson("ko")}#change`);
  await opened(page, slug);
  await page.goto(lesson("ko"));
  await expect(page.getByRole("navigation", { name: "단계" }).getByRole("link", { name: /수정/ })).toContainText(
    "지난번 자리",
  );
  await page.goto("/ko");
  await expect(page.getByRole("link", { name: new RegExp(`^이어서 하기: ${first.title.ko}`) }).first()).toBeVisible();
});

test("a lesson that changed keeps what was read, starts guess and proof over, and says so once", async ({ page }) => {
  await readToTheEnd(page);
  // What a browser holds that was here when the lesson was one version older.
  await page.evaluate(
    ([name, version]) => {
      const kept = JSON.parse(localStorage.getItem("looplab:course") ?? "{}");
      Object.assign(kept[name as string], { version: Number(version) - 1, guessed: true, passedAt: Date.now() });
      localStorage.setItem("looplab:course", JSON.stringify(kept));
      const bench = { code: { mine: { "handler.ts": "// as I had it" } }, guesses: {}, env: {} };
      localStorage.setItem(`looplab:bench:${name}@${Number(version) - 1}`, JSON.stringify(bench));
    },
    [slug, String(first.version)],
  );
  await page.goto("/en");
  await expect(card(page)).toContainText("5 of 5 steps read");
  await expect(card(page)).not.toContainText("Proven");
  await page.goto(lesson("en"));
  const notice = page.getByRole("region", { name: "This lesson has changed since you were here" });
  await notice.getByText("The code you wrote before").click();
  await expect(notice).toContainText("// as I had it");
  await notice.getByRole("button").click();
  await expect(notice).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(notice).toHaveCount(0);
});

test("a week after a lesson was finished its questions come back; what was remembered waits two weeks", async ({
  page,
}) => {
  await page.clock.install({ time: new Date("2026-03-02T09:00:00Z") });
  await readToTheEnd(page);
  const asked = page.getByRole("region", { name: "Asked again today" });
  await page.goto("/en");
  await expect(card(page)).toContainText("5 of 5 steps read");
  await page.clock.setSystemTime(new Date("2026-03-08T09:00:00Z"));
  await page.reload();
  await expect(card(page)).toContainText("5 of 5 steps read");
  await expect(asked).toHaveCount(0);

  await page.clock.setSystemTime(new Date("2026-03-09T09:01:00Z"));
  await page.reload();
  await expect(asked.getByRole("listitem")).toHaveCount(first.questions.length);
  const [one, two] = [asked.getByRole("listitem").first(), asked.getByRole("listitem").nth(1)];
  const plain = (text: string | undefined) => text?.replaceAll("`", "") ?? "";
  await expect(one).toContainText(plain(first.questions[0]?.ask.en));
  await expect(one).not.toContainText(plain(first.questions[0]?.answer.en));
  // With the keyboard: show, then say.
  await one.getByRole("button", { name: "Show the answer" }).focus();
  await page.keyboard.press("Enter");
  await expect(one).toContainText(plain(first.questions[0]?.answer.en));
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(one).toContainText("Asked again in 14 days");
  await two.getByRole("button", { name: "Show the answer" }).click();
  await two.getByRole("button", { name: "I did not" }).click();
  await expect(two).toContainText("Asked again tomorrow");

  await page.clock.setSystemTime(new Date("2026-03-10T09:02:00Z"));
  await page.goto("/ko");
  const again = page.getByRole("region", { name: "오늘 다시 묻습니다" });
  await expect(again.getByRole("listitem")).toHaveCount(first.questions.length - 1);
  await expect(again).not.toContainText(plain(first.questions[0]?.ask.ko));
  await expect(again).toContainText(plain(first.questions[1]?.ask.ko));
});

test("axe finds nothing on the map with marks and questions, in both themes and languages", async ({ page }) => {
  await page.clock.install({ time: new Date("2026-03-02T09:00:00Z") });
  await readToTheEnd(page);
  await page.clock.setSystemTime(new Date("2026-03-20T09:00:00Z"));
  for (const lang of ["ko", "en"]) {
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await page.goto(`/${lang}`);
      await page.locator("#course li button").first().click();
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200)}`)).toEqual([]);
    }
  }
});

test("everything kept goes to another browser as a file, and adds to what is there", async ({
  page,
  browser,
  baseURL,
}, info) => {
  await page.goto(lesson("en"));
  await opened(page, slug);
  await write(page, "Editor", 'console.log("from here");\n');
  await page.getByRole("link", { name: "Next: run it and watch" }).click();
  await page.goto("/en");
  const record = page.getByRole("region", { name: "My record" });
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    record.getByRole("button", { name: "Export to a file" }).click(),
  ]);
  const file = info.outputPath("kept.json");
  await download.saveAs(file);
  await expect(record).toContainText(download.suggestedFilename());
  expect(JSON.parse(await readFile(file, "utf8"))).toHaveProperty("looplab", 1);

  const context = await browser.newContext(baseURL ? { baseURL } : {});
  const other = await context.newPage();
  await other.goto("/en/play");
  await write(other, "Editor", 'console.log("kept here");\n');
  await other.goto("/ko");
  const theirs = other.getByRole("region", { name: "내 기록" });
  const bring = async (path: string) => {
    const [chooser] = await Promise.all([
      other.waitForEvent("filechooser"),
      theirs.getByRole("button", { name: "파일에서 가져오기" }).click(),
    ]);
    await chooser.setFiles(path);
  };
  await bring(file);
  await expect(theirs).toContainText("기록을 더했습니다");
  await expect(card(other)).toContainText("5단계 중 1단계 읽음");
  await other.goto(lesson("en"));
  await button(other, "Run").click();
  await expect(region(other, "Console")).toContainText("from here");
  await other.goto("/en/play");
  await button(other, "Run").click();
  await expect(region(other, "Console")).toContainText("kept here");

  // What is none of ours is refused in words, and changes nothing.
  const before = await other.evaluate(() => JSON.stringify({ ...localStorage }));
  const kept = JSON.parse(await readFile(file, "utf8"));
  for (const [content, says] of [
    ["{", "JSON 파일이 아닙니다"],
    ["[]", "기록이 아닙니다"],
    [JSON.stringify({ ...kept, looplab: 2 }), "더 새로운"],
    [JSON.stringify({ ...kept, progress: { x: { version: "1" } } }), "맞지 않는 곳: progress › x"],
  ] as const) {
    await writeFile(info.outputPath("odd.json"), content);
    await other.goto("/ko");
    await bring(info.outputPath("odd.json"));
    await expect(theirs).toContainText(says);
  }
  expect(await other.evaluate(() => JSON.stringify({ ...localStorage }))).toBe(before);
  await context.close();
});

test("with the network gone a lesson reads on, a run says why it cannot, and nothing typed is lost", async ({
  page,
  context,
}) => {
  await page.goto(lesson("en"));
  // The editor with all its parts: what is still on its way when the network goes does not arrive.
  await write(page, "Editor", "const n: number = '';");
  await expect(region(page, "Editor").locator(".squiggly-error")).toBeVisible();
  await write(page, "Editor", 'console.log("typed before the tunnel");\n');
  await context.setOffline(true);
  await page.getByRole("link", { name: "Next: run it and watch" }).click();
  await expect(page.getByRole("heading", { name: "Watch it while it is stuck" })).toBeVisible();
  // Reading needs no network, so nothing is said of it; running does.
  await expect(page.getByText(/network/i)).toHaveCount(0);
  await button(page, "Run").click();
  await expect(page.getByText(/no network/i).first()).toBeVisible();
  await context.setOffline(false);
  await page.getByRole("button", { name: /try again/i }).click();
  await expect(region(page, "Console")).toContainText("typed before the tunnel");
  await page.reload();
  await button(page, "Run").click();
  await expect(region(page, "Console")).toContainText("typed before the tunnel");
});
