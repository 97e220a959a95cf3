import type { ReadTrace } from "#protocol";
import type { Locale } from "../../lessons/types.ts";
import { formatNumber as n } from "../i18n/number.ts";

/** The words of links and files. They come when somebody shares, or opens what was shared. */

type Problem = Extract<ReadTrace, { ok: false }>["problem"];

const kilobytes = (chars: number) => `${n(Math.ceil(chars / 1_000))} KB`;

const ko = {
  shared: "링크로 받은 코드를 따로 열었습니다. 여러분의 코드는 그대로 있습니다.",
  recorded: "기록한 실행을 코드와 함께 열었습니다. 여러분의 코드는 그대로 있습니다.",
  left: (count: number) => `알 수 없는 기록 ${n(count)}개는 뺐습니다.`,
  broken: "링크에 담긴 내용을 읽지 못했습니다. 복사하다 잘렸을 수 있습니다.",
  unread: (name: string, why: string) => `${name} 파일을 열지 못했습니다. ${why}`,
  problems: {
    "too-large": "실행 기록이라기에는 너무 큽니다.",
    "not-json": "JSON 파일이 아닙니다.",
    "not-a-trace": "JSON이지만 Looplab의 실행 기록이 아닙니다.",
    "other-version": "다른 버전의 Looplab이 저장한 기록입니다.",
    "no-code": "실행한 코드가 들어 있지 않습니다.",
    "no-events": "기록이 하나도 들어 있지 않습니다.",
    "bad-code": "들어 있는 코드나 설정을 쓸 수 없습니다.",
  } satisfies Record<Problem, string>,
  panel: {
    label: "공유와 저장",
    close: "닫기",
    runLink: (length: number) => `이 실행까지 담은 링크 복사 · ${kilobytes(length)}`,
    runCopied: "실행을 담은 링크를 복사했습니다",
    runTooLong: (length: number, most: number) =>
      `이 실행은 ${kilobytes(length)}라서 링크에 담지 못합니다. ${kilobytes(most)}보다 긴 링크는 메신저와 메일이 자릅니다. 파일로 저장해 보내세요.`,
    noRun: "실행이 끝나면 그 실행을 링크나 파일에 담을 수 있습니다.",
    save: "실행을 파일로 저장",
    open: "저장한 실행 열기",
    drop: "파일을 이 화면에 끌어다 놓아도 열립니다.",
  },
};

export type ShareWords = typeof ko;

const en: ShareWords = {
  shared: "The code from the link is open beside yours. Your own code is untouched.",
  recorded: "The recorded run is open with its code. Your own code is untouched.",
  left: (count) => `${n(count)} entries were not understood and are left out.`,
  broken: "What this link holds could not be read. It may have been cut when it was copied.",
  unread: (name, why) => `${name} could not be opened. ${why}`,
  problems: {
    "too-large": "It is too large for a recorded run.",
    "not-json": "It is not a JSON file.",
    "not-a-trace": "It is JSON, but no run recorded by Looplab.",
    "other-version": "It was recorded by another version of Looplab.",
    "no-code": "The code that ran is not in it.",
    "no-events": "Nothing is recorded in it.",
    "bad-code": "The code or the settings in it cannot be used.",
  },
  panel: {
    label: "Links and files",
    close: "Close",
    runLink: (length) => `Copy a link with this run · ${kilobytes(length)}`,
    runCopied: "Link with the run copied",
    runTooLong: (length, most) =>
      `This run takes ${kilobytes(length)}, too much for a link: chat and mail cut those longer than ${kilobytes(most)}. Save it to a file and send that.`,
    noRun: "Once a run has ended it can go into a link or a file.",
    save: "Save the run to a file",
    open: "Open a saved run",
    drop: "A file can also be dropped anywhere on the bench.",
  },
};

const all: Record<Locale, ShareWords> = { ko, en };
export const shareWordsOf = (locale: Locale): ShareWords => all[locale];
