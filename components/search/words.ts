import type { Locale } from "../../lessons/types.ts";

const ko = {
  title: "강의 검색",
  close: "닫기",
  label: "찾을 말",
  hint: "예: 이벤트 루프, await, 지연",
  keys: "↑ ↓ 로 고르고 Enter로 엽니다",
  loading: "강의를 불러오는 중입니다",
  failed: "강의를 불러오지 못했습니다. 네트워크를 확인해 주세요.",
  retry: "다시 해 보기",
  found: (count: number) => `${count}곳에서 찾았습니다`,
  near: (count: number) => `그대로는 없어서, 비슷한 말 ${count}곳을 찾았습니다`,
  none: (question: string) => `‘${question}’에 대한 내용은 강의에 없습니다`,
};

const en: typeof ko = {
  title: "Search the lessons",
  close: "Close",
  label: "What to look for",
  hint: "For example: event loop, await, lag",
  keys: "↑ ↓ to choose, Enter to open",
  loading: "Loading the lessons",
  failed: "The lessons could not be loaded. Please check the network.",
  retry: "Try again",
  found: (count) => `Found in ${count} ${count === 1 ? "place" : "places"}`,
  near: (count) => `Nothing as typed; ${count} ${count === 1 ? "place" : "places"} with words spelt like it`,
  none: (question) => `The lessons do not speak of “${question}”`,
};

export const searchWordsOf = (locale: Locale): typeof ko => (locale === "ko" ? ko : en);
