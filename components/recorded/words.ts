import type { Locale } from "../../lessons/types.ts";
import { formatNumber as n } from "../i18n/number.ts";

/** The words of a recording; the browser says them anew while it plays. */
const ko = {
  region: "같은 일을 두 가지 방법으로 실행한 녹화",
  caption: (requests: number, waitMs: number) => `요청 ${n(requests)}개, 각각 ${n(waitMs)} ms.`,
  oneLine: "한 줄만 다릅니다.",
  recorded: (node: string) => `Node ${node}에서 녹화 · 4분의 1 속도`,
  play: "재생",
  pause: "일시 정지",
  position: "재생 위치",
  beats: "박동",
  at: (ms: number) => `${n(ms)} ms`,
  climbing: (ms: number) => `지연 ${n(ms)} ms, 오르는 중`,
  lagPeak: (ms: number) => `지연 최대 ${n(ms)} ms`,
  lagBelow: (ms: number) => `지연 ${n(ms)} ms 이하`,
  blocked: (ms: number) => `멈춤 ${n(ms)} ms …`,
  blockedFor: (ms: number) => `멈춤 ${n(ms)} ms`,
  answered: (count: number) => `${n(count)}개가 답을 받음`,
  notStarted: (count: number) => `${n(count)}개는 시작도 못 함`,
  allAnswered: (count: number, ms: number) => `${n(ms)} ms에 ${n(count)}개 모두 답을 받음`,
  told: (label: string, lagMs: number, count: number, ms: number) =>
    `${label}: 요청 ${n(count)}개가 ${n(ms)} ms에 모두 답을 받았고, 루프 지연은 최대 ${n(lagMs)} ms였습니다.`,
};
export type Words = typeof ko;

const en: Words = {
  region: "The same work done two ways, recorded",
  caption: (requests, waitMs) => `${n(requests)} requests, ${n(waitMs)} ms each.`,
  oneLine: "One line differs.",
  recorded: (node) => `Recorded on Node ${node} · quarter speed`,
  play: "Play",
  pause: "Pause",
  position: "Position",
  beats: "beats",
  at: (ms) => `${n(ms)} ms`,
  climbing: (ms) => `lag ${n(ms)} ms, climbing`,
  lagPeak: (ms) => `lag up to ${n(ms)} ms`,
  lagBelow: (ms) => `lag never above ${n(ms)} ms`,
  blocked: (ms) => `blocked ${n(ms)} ms …`,
  blockedFor: (ms) => `blocked ${n(ms)} ms`,
  answered: (count) => `${n(count)} answered`,
  notStarted: (count) => `${n(count)} not even started`,
  allAnswered: (count, ms) => `all ${n(count)} answered at ${n(ms)} ms`,
  told: (label, lagMs, count, ms) =>
    `${label}: all ${n(count)} requests were answered at ${n(ms)} ms, and the loop's lag reached ${n(lagMs)} ms.`,
};

export const wordsOf: Record<Locale, Words> = { ko, en };
