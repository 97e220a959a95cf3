import { button, expect, region, test } from "./fixtures.ts";

test("on a phone an answer is checked at the thumb, and its verdicts are one tap away and lead back", async ({
  page,
}) => {
  await page.goto("/ko/lessons/one-thread-many-requests#prove");
  const exercise = page.getByRole("region", { name: "스레드를 내려놓지 않는 호출 찾기" });
  const overflow = () =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  await button(page, "검사").tap();
  const tally = page.getByRole("button", { name: /3개 중 \d개 충족/ });
  await expect(tally).toBeInViewport();
  await tally.tap();
  const title = exercise.getByRole("heading", { name: "스레드를 내려놓지 않는 호출 찾기" });
  await expect(title).toBeFocused();
  await expect(title).toBeInViewport();
  await exercise.getByRole("button", { name: "38번 줄로" }).tap();
  const code = region(page, "편집기").getByRole("textbox").first();
  await expect(code).toBeFocused();
  await expect(region(page, "편집기")).toBeInViewport();
  await exercise.getByRole("button", { name: "풀이 보기" }).tap();
  await expect(exercise.getByRole("region", { name: "내 코드와 풀이의 차이" })).toBeVisible();
  expect(await overflow()).toBeLessThanOrEqual(0);
  const small = await exercise
    .locator("button:visible, summary:visible")
    .evaluateAll((all) =>
      all
        .map((element) => ({ text: element.textContent, height: element.getBoundingClientRect().height }))
        .filter(({ height }) => height < 43.5),
    );
  expect(small).toEqual([]);
});
