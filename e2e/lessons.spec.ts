import { steps } from "../components/lesson/steps.ts";
import { lessons } from "../lessons/index.ts";
import { button, expect, test, words } from "./fixtures.ts";

/** Every written lesson, whoever wrote it: it opens in both languages, and its first variant runs to its end. */

const finished = { en: "Finished", ko: "끝남" } as const;

for (const { slug, title, variants, diagrams, exercise } of lessons) {
  const wallMs = variants[0]?.wallMs ?? 10_000;

  test(`${slug}: the same steps in both languages, and its first variant runs to its end`, async ({ page }) => {
    test.setTimeout(2 * wallMs + 60_000);
    const outlines: string[][] = [];
    for (const lang of ["en", "ko"] as const) {
      await page.goto(`/${lang}/lessons/${slug}`);
      await expect(page.locator("h1")).toHaveText(title[lang]);
      await expect(page.locator("main figure svg[role=img]")).toHaveCount(Object.keys(diagrams).length);
      for (const check of exercise.checks)
        await expect(page.locator("#prove")).toContainText(check.title[lang].replaceAll("`", ""));
      outlines.push(
        await page
          .locator("main section:is(#predict, #run, #look, #change, #prove)")
          .evaluateAll((sections) =>
            sections.map((section) =>
              [
                section.id,
                ...[...section.querySelectorAll("h2, h3, h4, figure, aside")].map((part) => part.localName),
              ].join(" "),
            ),
          ),
      );
      await button(page, words[lang].run).click();
      const end = page.getByRole("status").filter({ hasText: finished[lang] });
      await expect(end).toBeAttached({ timeout: wallMs + 20_000 });
    }
    expect(outlines[0]?.map((outline) => outline.split(" ")[0])).toEqual([...steps]);
    expect(outlines[1]).toEqual(outlines[0]);
  });

  test(`${slug}: what its exercise begins with is judged, and is not met`, async ({ page }) => {
    test.setTimeout(2 * (exercise.wallMs ?? 10_000) + 60_000);
    await page.goto(`/en/lessons/${slug}#prove`);
    const section = page.getByRole("region", { name: exercise.title.en, exact: true });
    await button(page, "Check").click();
    await expect(section.getByRole("heading", { name: `of ${exercise.checks.length} met` })).toBeVisible({
      timeout: (exercise.wallMs ?? 10_000) + 20_000,
    });
    await expect(section.getByRole("listitem").filter({ hasText: /Not met|Too noisy/ })).not.toHaveCount(0);
  });
}
