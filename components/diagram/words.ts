import type { Locale } from "../../lessons/types.ts";

const ko = {
  zoom: "크게 보기",
  edit: "고쳐 그리기",
  close: "닫기",
  missing: "불러오지 못했습니다. 네트워크가 돌아온 뒤 다시 눌러 주세요.",
  view: "그림. 화살표로 옮겨 보고, +와 −로 키우거나 줄입니다",
  larger: "키우기",
  smaller: "줄이기",
  fit: "화면에 맞추기",
};
const en: typeof ko = {
  zoom: "Enlarge",
  edit: "Edit and redraw",
  close: "Close",
  missing: "This could not be loaded. Please press again when the network is back.",
  view: "The diagram. Arrows move it, + and − change its size",
  larger: "Larger",
  smaller: "Smaller",
  fit: "Fit to the screen",
};
export const diagramWordsOf = (locale: Locale): typeof ko => (locale === "ko" ? ko : en);
