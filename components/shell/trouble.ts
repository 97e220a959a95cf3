import type { Text } from "../../lessons/types.ts";

/** What is said when there is no page, or ours broke. Apart from the other words: the browser loads these. */
export const missing = {
  title: { ko: "그런 페이지는 없습니다", en: "There is no such page" },
  says: {
    ko: "주소가 바뀌었거나, 아직 쓰지 않은 강의일 수 있습니다.",
    en: "The address may have changed, or the lesson is not written yet.",
  },
  home: { ko: "처음으로", en: "To the start" },
} satisfies Record<string, Text>;

export const broken = {
  title: { ko: "저희 쪽 문제입니다", en: "Our fault" },
  says: {
    ko: "코드는 그대로 있습니다. 다시 해 보시고, 계속되면 잠시 뒤에 돌아와 주세요.",
    en: "Your code is safe. Please try again; if it keeps happening, come back in a little while.",
  },
  again: { ko: "다시 해 보기", en: "Try again" },
} satisfies Record<string, Text>;
