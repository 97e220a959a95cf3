import { test as base, expect, type Page } from "@playwright/test";

/** Every test also promises that the page threw nothing and broke no rule of its own content policy. */
export const test = base.extend<{ quiet: undefined }>({
  quiet: [
    async ({ page }, use) => {
      const noise: string[] = [];
      page.on("pageerror", (error) => noise.push(error.stack ?? error.message));
      page.on("console", (message) => {
        if (message.type() === "error" && /Content Security Policy|hydrat/i.test(message.text()))
          noise.push(message.text());
      });
      await use(undefined);
      expect(noise).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/** The words a test needs, by the page's language. */
export const words = {
  en: {
    run: "Run",
    stop: "Stop",
    editor: "Editor",
    console: "Console",
    loop: "Event loop",
    lanes: "Lanes",
    requests: "Requests",
  },
  ko: {
    run: "실행",
    stop: "정지",
    editor: "편집기",
    console: "콘솔",
    loop: "이벤트 루프",
    lanes: "레인",
    requests: "요청",
  },
} as const;

export const region = (page: Page, name: string) => page.getByRole("region", { name, exact: true });
export const button = (page: Page, name: string) =>
  page.getByRole("button", { name: new RegExp(`^${name}(?![\\p{L}])`, "u") }).first();

/** Opens the editor as a first touch does, or goes back into it. */
export async function edit(page: Page, editorName: string): Promise<void> {
  const editor = region(page, editorName);
  const open = editor.locator(".monaco-editor .view-lines");
  await ((await open.count()) > 0 ? open : editor.getByRole("textbox")).first().click();
  await expect(editor.locator(".monaco-editor").first()).toBeVisible();
}

/** Replaces the program in the editor, as someone would: open it, select all, paste. */
export async function write(page: Page, editorName: string, code: string): Promise<void> {
  await edit(page, editorName);
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.insertText(code);
}

/** Opens a dialog, trying again until the page has come alive: before that nobody hears a key or a click. */
export async function openDialog(page: Page, open: () => Promise<void>): Promise<void> {
  const dialog = page.getByRole("dialog");
  await expect(async () => {
    if ((await dialog.count()) === 0) await open();
    await expect(dialog).toBeVisible({ timeout: 4_000 });
  }).toPass();
}

/** The page has come alive: it noted in the browser that this lesson was opened. */
export async function opened(page: Page, slug: string): Promise<void> {
  await expect.poll(() => page.evaluate(() => localStorage.getItem("looplab:course") ?? "")).toContain(slug);
}
