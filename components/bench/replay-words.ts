import type { Locale } from "../../lessons/types.ts";
import { formatNumber as n } from "../i18n/number.ts";

/** The words of replaying a run and of comparing runs. They come with the first run. */

const ko = {
  label: "다시 보기",
  play: "다시 보기 재생",
  hold: "다시 보기 멈춤",
  position: "다시 보는 시점",
  speed: "다시 보는 속도",
  times: (speed: number) => `${speed}배`,
  clock: (at: string, end: string) => `${at} / ${end} ms`,
  overlay: "이전 실행과 겹치기",
  runs: (count: number) => `실행 기록 ${n(count)}`,
  table: {
    caption: "이 실험대의 실행. 둘까지 골라 한 시간축에 놓습니다.",
    shown: "보기",
    run: "실행",
    end: "끝",
    max: "최대 지연",
    p99: "p99",
    show: (name: string) => `${name} 보기`,
    bringBack: "코드 되살리기",
  },
};

export type ReplayWords = typeof ko;

const en: ReplayWords = {
  label: "Replay",
  play: "Play the replay",
  hold: "Hold the replay",
  position: "Moment of the replay",
  speed: "Speed of the replay",
  times: (speed) => `${speed}×`,
  clock: (at, end) => `${at} / ${end} ms`,
  overlay: "Overlay previous run",
  runs: (count) => `Runs ${n(count)}`,
  table: {
    caption: "Runs on this bench. Choose up to two for one time axis.",
    shown: "Show",
    run: "Run",
    end: "End",
    max: "Max lag",
    p99: "p99",
    show: (name) => `Show ${name}`,
    bringBack: "Bring its code back",
  },
};

const all: Record<Locale, ReplayWords> = { ko, en };
export const replayWordsOf = (locale: Locale): ReplayWords => all[locale];
