import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { edit, expect, openDialog, test } from "./fixtures.ts";

const lesson = (lang: string) => `/${lang}/lessons/one-thread-many-requests`;
const dialog = (page: Page) => page.getByRole("dialog");
const results = (page: Page) => dialog(page).getByRole("link");

for (const { lang, title, field, question, heading, none } of [
  {
    lang: "en",
    title: "Search the lessons",
    field: "What to look for",
    question: "restaurant waiter soup",
    heading: "Waiting that lets go, waiting that holds on",
    none: "The lessons do not speak of",
  },
  {
    lang: "ko",
    title: "강의 검색",
    field: "찾을 말",
    question: "식당에서 주방에 국이",
    heading: "내려놓는 기다림, 쥐고 있는 기다림",
    none: "내용은 강의에 없습니다",
  },
]) {
  test(`${lang}: / opens search; what is typed is found at its step, with the keyboard alone`, async ({ page }) => {
    await page.goto(`/${lang}`);
    await openDialog(page, () => page.keyboard.press("/"));
    await expect(dialog(page)).toHaveAccessibleName(title);
    await expect(page.getByLabel(field)).toBeFocused();
    await page.keyboard.type(question);
    await expect(results(page).first()).toContainText(heading);
    await expect(dialog(page).locator("mark").first()).toBeVisible();
    await page.keyboard.press("ArrowDown");
    await expect(results(page).first()).toBeFocused();
    await page.keyboard.press("ArrowUp");
    await expect(page.getByLabel(field)).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(`${lesson(lang)}#predict`);
    await expect(page.getByRole("heading", { name: heading })).toBeVisible();
  });

  test(`${lang}: what no lesson speaks of is not found: the control`, async ({ page }) => {
    await page.goto(`/${lang}`);
    await openDialog(page, () => page.keyboard.press("ControlOrMeta+k"));
    for (const nonsense of ["김치찌개", "xylophone"]) {
      await page.getByLabel(field).fill(nonsense);
      await expect(dialog(page).getByRole("status")).toContainText(none);
      await expect(results(page)).toHaveCount(0);
    }
  });
}

test("Korean is found with its particles, without its spaces, and before the last syllable is whole", async ({
  page,
}) => {
  await page.goto("/ko");
  await openDialog(page, () => page.keyboard.press("/"));
  for (const typed of ["이벤트 루프", "이벤트루프", "이벤트 루프에서", "이벤트 뤂", "이벤ㅌ"]) {
    await page.getByLabel("찾을 말").fill(typed);
    await expect(results(page).first(), typed).toBeVisible();
    await expect(dialog(page).locator("mark").filter({ hasText: "이벤트" }).first(), typed).toBeVisible();
  }
});

test("an English word that only the English lesson says is found on the Korean page, and leads to the Korean one", async ({
  page,
}) => {
  await page.goto("/ko");
  await openDialog(page, () => page.keyboard.press("/"));
  await page.getByLabel("찾을 말").fill("twentieth staircase");
  await expect(results(page).first()).toHaveAttribute("href", `${lesson("ko")}#run`);
  await expect(results(page).first().locator("[lang=en]")).toContainText("twentieth");
});

test("nothing of search is loaded before it is opened, and Esc gives the focus back", async ({ page }) => {
  const fetched: string[] = [];
  page.on("request", (request) => {
    if (/\/search\/|_next.*\.js/.test(request.url())) fetched.push(new URL(request.url()).pathname);
  });
  await page.goto(lesson("en"), { waitUntil: "networkidle" });
  const before = fetched.length;
  expect(fetched.some((path) => path.startsWith("/search/"))).toBe(false);
  const door = page.getByRole("button", { name: "Search", exact: true });
  await openDialog(page, () => door.click());
  expect(fetched.length).toBeGreaterThan(before);
  await page.keyboard.press("Escape");
  await expect(dialog(page)).toHaveCount(0);
  await expect(door).toBeFocused();
});

test("letters are text where one writes, and the shortcuts of one letter can be switched off", async ({ page }) => {
  await page.goto("/en/play");
  await edit(page, "Editor");
  await page.keyboard.type("/?");
  await expect(dialog(page)).toHaveCount(0);
  await page.keyboard.press("Escape");
  await page.keyboard.press("?");
  await expect(dialog(page)).toHaveAccessibleName("Keyboard shortcuts");
  await expect(dialog(page)).toContainText("Search the lessons");
  await page.getByLabel("Use shortcuts of a single letter").click();
  await page.keyboard.press("Escape");
  await page.reload();
  await page.locator("h1").waitFor({ state: "attached" });
  await openDialog(page, async () => {
    await page.keyboard.press("?");
    await page.keyboard.press("ControlOrMeta+k");
  });
  await expect(dialog(page)).toHaveAccessibleName("Search the lessons");
  await expect(dialog(page)).toHaveCount(1);
});

test("the sheet of shortcuts keeps the focus, closes with Esc and stops no run", async ({ page }) => {
  await page.goto("/en/play");
  const door = page.getByRole("button", { name: "Keyboard shortcuts" });
  await door.focus();
  await openDialog(page, () => page.keyboard.press("Enter"));
  for (let presses = 0; presses < 6; presses++) {
    await page.keyboard.press("Tab");
    // The browser's own bars come round too; the page behind never does.
    expect(
      await page.evaluate(() => {
        const { activeElement } = document;
        return activeElement === document.body || activeElement?.closest("dialog") !== null;
      }),
    ).toBe(true);
  }
  await page.keyboard.press("Escape");
  await expect(door).toBeFocused();
});

test("axe finds nothing on search and shortcuts, in both themes and languages", async ({ page }) => {
  for (const lang of ["ko", "en"]) {
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await page.goto(lesson(lang));
      for (const key of ["/", "?"]) {
        await openDialog(page, () => page.keyboard.press(key));
        if (key === "/") {
          await page.keyboard.type("await");
          await expect(results(page).first()).toBeVisible();
        }
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(violations.map(({ id, nodes }) => `${lang} ${key} ${id}: ${nodes[0]?.html.slice(0, 200)}`)).toEqual([]);
        await page.keyboard.press("Escape");
        await expect(dialog(page)).toHaveCount(0);
      }
    }
  }
});

test("with the network gone search says so, and opens when it is back", async ({ page, context }) => {
  await page.goto("/en", { waitUntil: "networkidle" });
  await context.setOffline(true);
  await page.keyboard.press("/");
  await expect(page.getByRole("alert").filter({ hasText: /network is back/ })).toBeVisible();
  await context.setOffline(false);
  await page.getByRole("button", { name: "Close" }).click();
  await openDialog(page, () => page.keyboard.press("/"));
  await page.getByLabel("What to look for").fill("await");
  await expect(results(page).first()).toBeVisible();
});
