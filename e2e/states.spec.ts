import type { Page } from "@playwright/test";
import { button, expect, region, test, words, write } from "./fixtures.ts";

const program = { en: "Program to start from", ko: "시작할 프로그램" } as const;

async function open(page: Page, lang: "en" | "ko", id: string): Promise<void> {
  await page.goto(`/${lang}/play`);
  await page.getByRole("combobox", { name: program[lang] }).selectOption(id);
}

const ends = [
  ["console.log('all done')", /^Finished · /, /^끝남 · /],
  ["null!.x", /^Error · main\.ts:1$/, /^오류 · main\.ts:1$/],
  ["process.abort()", /^The process died of a signal$/, /^프로세스가 신호를 받고 죽음$/],
  ["for (;;) console.log('x'.repeat(1_000))", /^Ended at the output limit of 1 MiB$/, /^출력 제한 1 MiB에서 끝냄$/],
] as const;

for (const lang of ["en", "ko"] as const) {
  test(`${lang}: each way a run can end is told in words`, async ({ page }) => {
    await open(page, lang, "empty");
    for (const [code, en, ko] of ends) {
      await write(page, words[lang].editor, `${code};\n`);
      await button(page, words[lang].run).click();
      await expect(page.locator("p[data-tone] > span").first()).toHaveText({ en, ko }[lang], { timeout: 30_000 });
    }
  });
}

test("of a flood of output the newest thousand lines are kept, and it is said how many were let go", async ({
  page,
}) => {
  await open(page, "en", "empty");
  await write(page, "Editor", "for (let i = 1; i <= 20_000; i++) console.log('line ' + i);\n");
  await button(page, "Run").click();
  const output = region(page, "Console");
  await expect(output).toContainText("20,000 lines", { timeout: 30_000 });
  await expect(output).toContainText("19,000 earlier lines were let go");
  await expect(output.getByText("line 20000", { exact: true })).toBeInViewport();
  expect(await output.locator("li").count()).toBeLessThanOrEqual(1_001);
  await output.getByText("line 19001", { exact: true }).scrollIntoViewIfNeeded();
  await expect(output.getByText("line 19001", { exact: true })).toBeInViewport();
});

test("two thousand requests on a hundred connections are drawn in a few shapes, each with its table", async ({
  page,
}) => {
  await open(page, "en", "report");
  await button(page, "Run").click();
  await expect(page.locator("p[data-tone] > span").first()).toHaveText(/^(Finished|Ended)/, { timeout: 40_000 });
  await expect(page.getByRole("region", { name: "Readouts" })).toContainText(/\d,\d{3}/);
  expect(await region(page, "Lanes").locator("svg path").count()).toBeLessThan(40);
  await page.getByText("As a table").click();
  await expect(page.getByRole("table", { name: /^Requests/ })).toContainText("The first 200 rows");
});

type Held = { send: (event: string, data: unknown) => void };

/** A server that says what it is told to, when it is told to: nothing else can be made to queue on the spot. */
async function holdRuns(page: Page): Promise<(event: string, data: unknown) => Promise<void>> {
  await page.addInitScript(() => {
    const real = window.fetch;
    window.fetch = (address, options) => {
      if (!String(address).includes("/api/runs")) return real(address, options);
      const body = new ReadableStream({
        start(controller) {
          const send: Held["send"] = (event, data) =>
            controller.enqueue(new TextEncoder().encode(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`));
          (window as unknown as Held).send = send;
          options?.signal?.addEventListener("abort", () => controller.error(options.signal?.reason));
        },
      });
      return Promise.resolve(new Response(body, { headers: { "content-type": "text/event-stream" } }));
    };
  });
  return (event, data) =>
    page.evaluate(([name, value]) => (window as unknown as Held).send(name as string, value), [event, data]);
}

for (const lang of ["en", "ko"] as const) {
  test(`${lang}: a queued run tells its place; one without isolation is announced`, async ({ page }) => {
    const send = await holdRuns(page);
    await page.goto(`/${lang}/play`);
    await expect(page.getByRole("combobox", { name: program[lang] })).toBeEnabled();
    await button(page, words[lang].run).click();
    const state = page.locator("p[data-tone] > span").first();
    await expect(state).toHaveText({ en: "Starting", ko: "준비하는 중" }[lang]);
    await page.waitForFunction(() => "send" in window);
    await send("queued", { position: 3 });
    await expect(state).toHaveText({ en: "Queued · 2 ahead", ko: "줄 서는 중 · 앞에 2명" }[lang]);
    await send("queued", { position: 1 });
    await expect(state).toHaveText({ en: "Queued · next in line", ko: "줄 서는 중 · 다음 차례" }[lang]);
    await send("started", { runId: "r", node: "26.10.0", isolation: "process", epochMs: 0 });
    await expect(state).toHaveText({ en: "Running", ko: "실행 중" }[lang]);
    await expect(page.getByText({ en: /This run is not isolated/, ko: /격리되지 않았습니다/ }[lang])).toBeVisible();
    await button(page, words[lang].stop).click();
    await expect(state).toHaveText({ en: /^Stopped by you/, ko: /^멈추게 함/ }[lang]);
  });

  test(`${lang}: a refusal for too many runs counts down, and then offers another try`, async ({ page }) => {
    await page.route("**/api/runs", (route) =>
      route.fulfill({
        status: 429,
        headers: { "retry-after": "3" },
        json: { error: { code: "rate-limited", message: "expected at most 120 runs a minute, got more" } },
      }),
    );
    await open(page, lang, "empty");
    await button(page, words[lang].run).click();
    await expect(
      page.getByText({ en: "Too many runs in a minute", ko: "너무 자주 실행했습니다" }[lang], { exact: true }),
    ).toBeVisible();
    await expect(
      page.getByText({ en: "Try again in 2 s", ko: "2초 뒤 다시 해 보세요" }[lang], { exact: true }),
    ).toBeVisible();
    await expect(button(page, words[lang].run)).toHaveAttribute("aria-disabled", "true");
    await page.unroute("**/api/runs");
    await page.getByRole("button", { name: { en: "Try again", ko: "다시 해 보기" }[lang] }).click();
    await expect(region(page, words[lang].console)).toContainText("done");
  });
}
