import type { Locale } from "../../lessons/types.ts";

/** What the course says about its reader. Apart from the page's other words: the browser loads these. */
const ko = {
  proven: "증명함",
  provenCount: "증명함",
  underWay: "진행 중",
  openNow: "열린 강의",
  provenOf: (count: number, all: number) => `${all}개 중 ${count}개 증명`,
  goOn: "이어서 하기",
  start: "첫 강의 시작",
  read: (count: number, all: number) => `${all}단계 중 ${count}단계 읽음`,
  guessed: "예측함",
  lastHere: "지난번 자리",
  changed: {
    title: "다녀가신 뒤에 이 강의가 바뀌었습니다",
    says: "읽은 곳은 그대로 두었습니다. 예측과 코드와 판정은 새 내용에 맞지 않아 처음부터 다시 시작합니다.",
    code: "전에 쓴 코드",
    seen: "알겠습니다",
  },
};

const en: typeof ko = {
  proven: "Proven",
  provenCount: "proven",
  underWay: "under way",
  openNow: "open now",
  provenOf: (count, all) => `${count} of ${all} proven`,
  goOn: "Continue",
  start: "Start the first lesson",
  read: (count, all) => `${count} of ${all} steps read`,
  guessed: "predicted",
  lastHere: "where you were",
  changed: {
    title: "This lesson has changed since you were here",
    says: "What you have read stays marked. Your guess, code and verdicts do not fit the new text and start over.",
    code: "The code you wrote before",
    seen: "All right",
  },
};

export type Words = typeof ko;
export const wordsOf = (locale: Locale): Words => (locale === "ko" ? ko : en);
