import type { Locale } from "../../lessons/types.ts";
import { formatNumber as n } from "../i18n/number.ts";
import type { Way } from "./load.ts";

/** The words of the playground alone: its programs, files, load and settings. */

const ko = {
  program: "시작할 프로그램",
  edited: "고침",
  files: {
    add: "파일 추가",
    rename: (path: string) => `${path} 이름 바꾸기`,
    remove: (path: string) => `${path} 지우기`,
    name: "파일 이름",
    keys: "F2 이름 바꾸기 · Delete 지우기",
  },
  load: {
    title: "부하",
    says: "별도 스레드에서, 예정 시각부터 셉니다",
    none: "없음 · 프로그램이 스스로 돕니다",
    add: "부하 걸기",
    remove: "부하 걷기",
    addPhase: "단계 추가",
    phase: (number: number) => `${n(number)}단계`,
    removePhase: (number: number) => `${n(number)}단계 빼기`,
    arrival: "도착 방식",
    ways: { rate: "초당", connections: "연결 수", burst: "한꺼번에" } satisfies Record<Way, string>,
    amounts: { rate: "초당 요청", connections: "연결", burst: "요청" } satisfies Record<Way, string>,
    maxConnections: "연결 상한",
    seconds: "시간(초)",
    at: "시작(초)",
    after: "이어서",
    unlimited: "없음",
    method: "메서드",
    path: "경로",
    weight: "비중",
    addPath: "경로 추가",
    removePath: (path: string) => `${path} 빼기`,
  },
  settings: {
    title: "설정",
    threads: "UV_THREADPOOL_SIZE",
    wall: "시간 제한(초)",
    entry: "시작 파일",
    closed: (threads: string, seconds: string, variables: number) =>
      [`libuv 스레드 ${threads}`, `최대 ${seconds}초`, variables > 0 && `환경 변수 ${n(variables)}`]
        .filter(Boolean)
        .join(" · "),
    services: "곁에 둘 데이터베이스",
    servicesSay:
      "실행마다 새것을 띄우므로 조금 늦게 시작합니다. new Pool()과 new Redis()가 localhost에서 바로 찾습니다.",
    env: "환경 변수",
    envSays: "NODE_ENV, TZ, LOG_LEVEL, APP_로 시작하는 이름",
    name: "이름",
    value: "값",
    addVariable: "변수 추가",
    removeVariable: (name: string) => `${name} 빼기`,
  },
  kept: (value: string) => (value === "" ? "지금은 비어 있습니다" : `지금 값은 ${value}`),
};

export type PlayWords = typeof ko;

const en: PlayWords = {
  program: "Program to start from",
  edited: "edited",
  files: {
    add: "Add a file",
    rename: (path) => `Rename ${path}`,
    remove: (path) => `Delete ${path}`,
    name: "File name",
    keys: "F2 renames · Delete deletes",
  },
  load: {
    title: "Load",
    says: "from its own thread, counted from the intended start",
    none: "none · the program runs by itself",
    add: "Put a load on it",
    remove: "Take the load away",
    addPhase: "Add a phase",
    phase: (number) => `Phase ${n(number)}`,
    removePhase: (number) => `Remove phase ${n(number)}`,
    arrival: "Arrival",
    ways: { rate: "Rate", connections: "Clients", burst: "Burst" },
    amounts: { rate: "Per second", connections: "Connections", burst: "Requests" },
    maxConnections: "Connections",
    seconds: "For (s)",
    at: "At (s)",
    after: "next",
    unlimited: "no limit",
    method: "Method",
    path: "Path",
    weight: "Weight",
    addPath: "Add a path",
    removePath: (path) => `Remove ${path}`,
  },
  settings: {
    title: "Settings",
    threads: "UV_THREADPOOL_SIZE",
    wall: "Time limit (s)",
    entry: "Starts at",
    closed: (threads, seconds, variables) =>
      [
        `${threads} libuv threads`,
        `${seconds} s at most`,
        variables > 0 && `${n(variables)} ${variables === 1 ? "variable" : "variables"}`,
      ]
        .filter(Boolean)
        .join(" · "),
    services: "Databases beside it",
    servicesSay:
      "New ones for every run, so it starts a little later. new Pool() and new Redis() find them at localhost.",
    env: "Environment",
    envSays: "NODE_ENV, TZ, LOG_LEVEL and names that begin with APP_",
    name: "Name",
    value: "Value",
    addVariable: "Add a variable",
    removeVariable: (name) => `Remove ${name}`,
  },
  kept: (value) => (value === "" ? "It is left empty" : `It stays ${value}`),
};

const all: Record<Locale, PlayWords> = { ko, en };
export const playWordsOf = (locale: Locale): PlayWords => all[locale];
