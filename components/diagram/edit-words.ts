import type { Locale } from "../../lessons/types.ts";

const ko = {
  close: "닫기",
  source: "Mermaid 코드",
  picture: "그린 결과",
  lead: "코드를 고치면 곧바로 다시 그립니다. 강의의 그림은 바뀌지 않습니다.",
  startOver: "처음부터",
  copy: "코드 복사",
  copied: "복사했습니다",
  notCopied: "복사하지 못했습니다. 직접 골라 복사하세요",
  drawing: "그리는 중입니다",
  drawn: "그렸습니다",
  line: (line: number) => `${line}번째 줄에서 막혔습니다. 그림은 마지막으로 읽은 코드의 것입니다.`,
  nowhere: "이대로는 그리지 못합니다. 그림은 마지막으로 읽은 코드의 것입니다.",
  unknown: "어떤 그림인지 알 수 없습니다. 첫 줄을 sequenceDiagram, flowchart, gantt 같은 이름으로 시작하세요.",
};
const en: typeof ko = {
  close: "Close",
  source: "Mermaid code",
  picture: "What it draws",
  lead: "Change the text and it is drawn again at once. The lesson’s own diagram stays as it is.",
  startOver: "Start over",
  copy: "Copy the code",
  copied: "Copied",
  notCopied: "It could not be copied. Please select and copy it yourself",
  drawing: "Drawing",
  drawn: "Drawn",
  line: (line) => `Stuck at line ${line}. The picture is that of the last text that could be read.`,
  nowhere: "This cannot be drawn. The picture is that of the last text that could be read.",
  unknown:
    "There is no telling what kind of diagram this is. Begin with a name like sequenceDiagram, flowchart or gantt.",
};
export const editWordsOf = (locale: Locale): typeof ko => (locale === "ko" ? ko : en);
