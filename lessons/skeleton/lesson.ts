import type { Lesson } from "../types.ts";

const lesson: Lesson = {
  id: "L00",
  slug: "skeleton",
  version: 1,
  title: { ko: "‹제목›", en: "‹title›" },
  summary: {
    ko: "‹한 문장: 이 강의를 마치면 무엇을 할 수 있는가›",
    en: "‹one sentence: what the reader can do afterwards›",
  },
  sources: [],
  experiment: "real",
  minutes: 12,
  variants: [
    { id: "bad", role: "bad", label: { ko: "‹나쁜 쪽›", en: "‹Bad›" } },
    { id: "good", role: "good", label: { ko: "‹좋은 쪽›", en: "‹Good›" } },
  ],
  knobs: [
    {
      name: "requests",
      label: { ko: "요청", en: "Requests" },
      unit: { ko: "개", en: "" },
      values: [5, 10, 20],
      initial: 10,
      sets: "literal",
    },
  ],
  prediction: {
    question: { ko: "‹숫자 하나를 묻는 질문›", en: "‹a question for one number›" },
    unit: "ms",
    guesses: [
      { variant: "bad", measure: { kind: "totalMs" } },
      { variant: "good", measure: { kind: "totalMs" } },
    ],
    explain: { ko: "‹그 숫자가 되는 셈›", en: "‹the arithmetic behind the numbers›" },
  },
  claims: [
    {
      id: "bad-total",
      variant: "bad",
      measure: { kind: "totalMs" },
      expect: { about: 500 },
      says: { ko: "‹나쁜 쪽›: 마지막 답까지", en: "‹Bad›: until the last answer" },
    },
    {
      id: "good-peak",
      variant: "good",
      measure: { kind: "peak" },
      expect: { is: 10 },
      says: { ko: "‹좋은 쪽›: 동시에 진행한 요청", en: "‹Good›: most in flight" },
    },
  ],
  exercise: {
    title: { ko: "‹연습 제목›", en: "‹title of the exercise›" },
    task: {
      ko: "‹고칠 것, 지킬 것, 실행할 때마다 달라지는 것›",
      en: "‹what to change, to keep, and what differs each run›",
    },
    file: "answer.ts",
    checks: [
      { id: "answers", title: { ko: "‹답이 모두 맞음›", en: "‹every answer right›" } },
      { id: "together", title: { ko: "‹모두 함께 진행›", en: "‹all under way together›" } },
    ],
    hints: [
      { ko: "‹어디를 볼까›", en: "‹where to look›" },
      { ko: "‹무엇을 물을까›", en: "‹what to ask›" },
      { ko: "‹거의 다 왔다, 답은 아니다›", en: "‹nearly there, not the answer›" },
    ],
    solutionWhy: { ko: "‹왜 이 답인가›", en: "‹why this is the answer›" },
    wrong: [
      { file: "constant.ts", fails: "answers", because: "has to be asked for" },
      { file: "one-by-one.ts", fails: "together", because: "waited for one another" },
    ],
  },
  diagrams: {
    first: {
      caption: { ko: "‹그림 설명›", en: "‹caption›" },
      alt: { ko: "‹그림을 보지 못하는 사람에게›", en: "‹for whoever cannot see it›" },
    },
    second: {
      caption: { ko: "‹그림 설명›", en: "‹caption›" },
      alt: { ko: "‹그림을 보지 못하는 사람에게›", en: "‹for whoever cannot see it›" },
    },
  },
  questions: [
    {
      ask: { ko: "‹다시 떠올릴 질문, 셋에서 다섯›", en: "‹a question to recall it by, three to five›" },
      answer: { ko: "‹답›", en: "‹answer›" },
    },
  ],
  builtWith: {
    file: "sandbox-server/run.ts",
    says: { ko: "‹이 패턴을 쓰는 우리 파일›", en: "‹the file of ours that uses the pattern›" },
  },
};

export default lesson;
