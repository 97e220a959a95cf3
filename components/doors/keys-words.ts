import type { Locale } from "../../lessons/types.ts";

/** A key or several pressed together, and what it does. */
type Shortcut = { keys: readonly string[]; does: string };
type Group = { title: string; shortcuts: readonly Shortcut[] };

type Words = { title: string; close: string; letters: string; groups: readonly Group[] };

const ko: Words = {
  title: "단축키",
  close: "닫기",
  letters: "글자 하나짜리 단축키(/ ?) 쓰기",
  groups: [
    {
      title: "어디서나",
      shortcuts: [
        { keys: ["/", "Ctrl K", "⌘ K"], does: "강의 검색" },
        { keys: ["?"], does: "이 단축키 표" },
        { keys: ["Ctrl Enter", "⌘ Enter"], does: "실행" },
        { keys: ["Esc"], does: "실행 멈추기, 열린 창 닫기" },
      ],
    },
    {
      title: "편집기 안에서",
      shortcuts: [
        { keys: ["Esc"], does: "편집기에서 나가기" },
        { keys: ["Ctrl Space"], does: "자동 완성" },
        { keys: ["Alt F8"], does: "다음 문제로" },
      ],
    },
    {
      title: "차트 안에서",
      shortcuts: [
        { keys: ["←", "→"], does: "10 ms 옮기기, Shift와 함께 100 ms" },
        { keys: ["Home", "End"], does: "처음과 끝" },
        { keys: ["B"], does: "다음 블록" },
        { keys: ["Enter"], does: "그 블록의 줄로" },
      ],
    },
    {
      title: "예측 선에서",
      shortcuts: [{ keys: ["←", "→"], does: "10 옮기기, Shift와 함께 100" }],
    },
    {
      title: "크게 본 그림에서",
      shortcuts: [
        { keys: ["+", "−", "0"], does: "키우기, 줄이기, 화면에 맞추기" },
        { keys: ["←", "→", "↑", "↓"], does: "옮겨 보기" },
      ],
    },
  ],
};

const en: Words = {
  title: "Keyboard shortcuts",
  close: "Close",
  letters: "Use shortcuts of a single letter (/ ?)",
  groups: [
    {
      title: "Everywhere",
      shortcuts: [
        { keys: ["/", "Ctrl K", "⌘ K"], does: "Search the lessons" },
        { keys: ["?"], does: "This sheet" },
        { keys: ["Ctrl Enter", "⌘ Enter"], does: "Run" },
        { keys: ["Esc"], does: "Stop a run, close what is open" },
      ],
    },
    {
      title: "In the editor",
      shortcuts: [
        { keys: ["Esc"], does: "Leave the editor" },
        { keys: ["Ctrl Space"], does: "Suggestions" },
        { keys: ["Alt F8"], does: "Next problem" },
      ],
    },
    {
      title: "In a chart",
      shortcuts: [
        { keys: ["←", "→"], does: "Move by 10 ms, with Shift by 100" },
        { keys: ["Home", "End"], does: "Start and end" },
        { keys: ["B"], does: "Next block" },
        { keys: ["Enter"], does: "To the block’s line" },
      ],
    },
    {
      title: "On the line of your guess",
      shortcuts: [{ keys: ["←", "→"], does: "Move by 10, with Shift by 100" }],
    },
    {
      title: "In an enlarged diagram",
      shortcuts: [
        { keys: ["+", "−", "0"], does: "Larger, smaller, fit" },
        { keys: ["←", "→", "↑", "↓"], does: "Move about" },
      ],
    },
  ],
};

export const keysWordsOf = (locale: Locale): Words => (locale === "ko" ? ko : en);
