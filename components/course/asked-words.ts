import type { Locale } from "../../lessons/types.ts";

const ko = {
  title: "오늘 다시 묻습니다",
  lead: "끝낸 지 일주일이 지난 강의의 질문입니다. 먼저 떠올려 보고 나서 답을 보세요.",
  show: "답 보기",
  remembered: "기억했음",
  forgotten: "기억하지 못했음",
  again: (days: number) => (days === 1 ? "내일 다시 묻겠습니다" : `${days}일 뒤에 다시 묻겠습니다`),
  failed: "질문을 불러오지 못했습니다.",
  retry: "다시 해 보기",
};

const en: typeof ko = {
  title: "Asked again today",
  lead: "Questions from lessons you finished a week ago or more. Answer from memory first, then look.",
  show: "Show the answer",
  remembered: "I remembered",
  forgotten: "I did not",
  again: (days) => (days === 1 ? "Asked again tomorrow" : `Asked again in ${days} days`),
  failed: "The questions could not be loaded.",
  retry: "Try again",
};

export const askedWordsOf = (locale: Locale): typeof ko => (locale === "ko" ? ko : en);
