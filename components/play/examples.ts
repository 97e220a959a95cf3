import type { RunRequestInput } from "#protocol";
import type { Text } from "../../lessons/types.ts";

/** What the playground opens with, and programs to start from; each is a folder of `examples/`. */
export type Example = { id: string; title: Text; load?: NonNullable<RunRequestInput["load"]> };

const reports = [
  { path: "/feed", weight: 99 },
  { path: "/report", weight: 1 },
];

export const examples: readonly Example[] = [
  {
    id: "report",
    title: { ko: "보고서가 피드를 멈춘다", en: "The report stops the feed" },
    load: [{ mix: reports, seconds: 5, arrival: { rate: 400, maxConnections: 100 } }],
  },
  {
    id: "workers",
    title: { ko: "같은 보고서, 워커 스레드에서", en: "The same report, on worker threads" },
    load: [{ mix: reports, seconds: 5, arrival: { rate: 400, maxConnections: 100 } }],
  },
  { id: "microtasks", title: { ko: "마이크로태스크 폭풍", en: "A storm of microtasks" } },
  { id: "pool", title: { ko: "스레드 넷에 일 여덟", en: "Eight jobs for a pool of four" } },
  { id: "limit", title: { ko: "한 번에 넷까지만", en: "No more than four at a time" } },
  {
    id: "neighbour",
    title: { ko: "느린 이웃과 시간 제한", en: "A slow neighbour and a timeout" },
    load: [
      { path: "/price", seconds: 2, arrival: { rate: 30 } },
      { path: "/price", seconds: 2, arrival: { rate: 120 } },
      { path: "/price", at: 3, seconds: 1, arrival: { burst: 50 } },
    ],
  },
  { id: "rejection", title: { ko: "아무도 처리하지 않은 거부", en: "A rejection nobody handles" } },
  { id: "leak", title: { ko: "메모리 제한까지 새기", en: "A leak, up to the limit" } },
  { id: "empty", title: { ko: "빈 프로그램", en: "An empty program" } },
];
