import type { Locale } from "../../lessons/types.ts";
import type { ReadKept } from "./file.ts";

type Problem = Extract<ReadKept, { ok: false }>["problem"];

const ko = {
  title: "내 기록",
  says: "읽은 곳, 예측, 고친 코드, 판정은 이 브라우저에만 있습니다. 파일 하나에 담아 다른 브라우저로 옮길 수 있습니다. 가져오면 여기 있는 것에 더할 뿐, 덮어쓰지 않습니다.",
  save: "파일로 내보내기",
  open: "파일에서 가져오기",
  saved: (name: string) => `${name} 파일로 내보냈습니다.`,
  added: (lessons: number) => `강의 ${lessons}개의 기록을 더했습니다.`,
  differing: (count: number) => `이미 고쳐 둔 코드와 다른 파일 ${count}개는 여기 있는 것을 남겼습니다.`,
  unread: (name: string, why: string) => `${name}: 가져오지 않았습니다. ${why}`,
  full: "브라우저의 저장 공간이 모자랍니다. 바뀐 것은 없습니다.",
  failed: "하지 못했습니다. 다시 눌러 보세요.",
  noShelf: "이 브라우저는 저장을 막고 있어, 담을 것도 둘 곳도 없습니다.",
  problems: {
    "too-large": "브라우저가 담을 수 있는 것보다 큰 파일입니다.",
    "not-json": "JSON 파일이 아닙니다.",
    "not-kept": "Looplab에서 내보낸 기록이 아닙니다.",
    newer: "더 새로운 Looplab에서 내보낸 파일이라 읽지 못합니다.",
    damaged: "파일이 손상되었습니다.",
  } satisfies Record<Problem, string>,
  at: (place: string) => `맞지 않는 곳: ${place}`,
};

const en: typeof ko = {
  title: "My record",
  says: "What you have read, guessed, written and proved is in this browser only. Take it to another one as a file. An import adds to what is there and overwrites nothing.",
  save: "Export to a file",
  open: "Import from a file",
  saved: (name) => `Exported as ${name}.`,
  added: (lessons) => `Added the record of ${lessons} ${lessons === 1 ? "lesson" : "lessons"}.`,
  differing: (count) =>
    `${count} ${count === 1 ? "file differs" : "files differ"} from code you have here; yours here was kept.`,
  unread: (name, why) => `${name}: nothing was imported. ${why}`,
  full: "This browser has no room left for it. Nothing was changed.",
  failed: "That did not work. Please press it again.",
  noShelf: "This browser does not let the page keep anything, so there is nothing to export and no place to import to.",
  problems: {
    "too-large": "The file is larger than anything a browser could have kept.",
    "not-json": "It is not a JSON file.",
    "not-kept": "It is not a record exported from Looplab.",
    newer: "It was exported from a newer Looplab than this one can read.",
    damaged: "The file is damaged.",
  },
  at: (place) => `First wrong place: ${place}`,
};

export const keptWordsOf = (locale: Locale): typeof ko => (locale === "ko" ? ko : en);
