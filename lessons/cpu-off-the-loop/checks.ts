import type { Trace } from "#protocol";
import {
  eventsOf,
  firstBlock,
  lagBetween,
  ms,
  noteOf,
  type Read,
  serverLagMs,
  timing,
  unfinished,
} from "../judging.ts";
import type { Bound, Checks, Text, Verdict } from "../types.ts";

const lagLimitMs = 50;
const limits = { threads: "≤ cores + 1", answers: "all", lag: `≤ ${lagLimitMs} ms` };

type Go = { photos: number; cores: number };
type Answers = { right: number; of: number; wrong: { id: number; expected: number[]; got: unknown }[] };

/** Before the photos the driver waits, after them it computes in small slices; how late it came then is the machine's. */
const checks: Checks = (trace, read) => {
  const quiet = noteOf(trace, "quiet");
  const go = noteOf<Go>(trace, "go");
  const done = noteOf(trace, "done");
  const found = noteOf<Answers>(trace, "answers");
  if (!quiet || !go || !done || !found)
    return unfinished(
      trace,
      Object.entries(limits).map(([check, limit]) => ({ check, limit })),
    );
  const noiseMs = Math.max(lateFrom(trace, quiet.t, go.t), lateFrom(trace, done.t, found.t), serverLagMs(trace));
  const started = threads(trace, go.value);
  const judged = lagBetween(trace, go.t, done.t);
  const verdict = lag(judged, go.value.photos, noiseMs, started.state === "not-met", read);
  const bound: Bound = { of: "lag", most: lagLimitMs, fromMs: go.t, toMs: done.t };
  return [started, answers(found.value), { ...verdict, bound }];
};
export default checks;

/** Lag that began in this stretch: the answer's own last block may end in it. */
const lateFrom = (trace: Trace, fromMs: number, toMs: number): number => {
  const began = eventsOf(trace, "lag")
    .flat()
    .filter(({ t, lagMs }) => t - lagMs >= fromMs && t < toMs);
  return Math.max(0, ...began.map(({ lagMs }) => lagMs));
};

/** One lane for each thread that was ever started, drawn from the line that started it. */
const threadLanes = (trace: Trace) => {
  const workers = eventsOf(trace, "lane").filter(({ slices }) => slices.some(([, , kind]) => kind === "worker"));
  return [...new Map(workers.toReversed().map((lane) => [lane.lane, lane])).values()].reverse();
};

function threads(trace: Trace, { cores, photos }: Go): Verdict {
  const started = threadLanes(trace);
  const most = cores + 1;
  const verdict: Verdict = {
    check: "threads",
    state: started.length <= most ? "met" : "not-met",
    limit: `≤ ${most} (${cores} + 1)`,
    measured: String(started.length),
  };
  const tooMany = started[most];
  if (!tooMany) return verdict;
  const { file, line, slices } = tooMany;
  return {
    ...verdict,
    atMs: Math.round(slices[0]?.[0] ?? 0),
    ...(file && line ? { file, line } : {}),
    cause: manyThreads(started.length, photos, cores),
  };
}

const manyThreads = (started: number, photos: number, cores: number): Text => ({
  ko: `사진 ${photos}장에 스레드 ${started}개를 띄웠습니다. 코어는 ${cores}개라 나머지 스레드는 번갈아 돌 뿐이고, 하나하나 시작하는 데만도 CPU가 듭니다. 스레드는 미리 만들어 두고 함께 쓰세요.`,
  en: `${started} threads were started for ${photos} photos. With ${cores} cores the others only take turns, and starting each costs CPU of its own. Make the threads beforehand and share them.`,
});

function answers({ right, of, wrong: [first] }: Answers): Verdict {
  const verdict: Verdict = {
    check: "answers",
    state: right === of ? "met" : "not-met",
    limit: `${of} / ${of}`,
    measured: `${right} / ${of}`,
  };
  return first ? { ...verdict, cause: wrongAnswer(first) } : verdict;
}

function wrongAnswer({ id, expected, got }: Answers["wrong"][number]): Text {
  const { threw } = (got ?? {}) as { threw?: unknown };
  if (typeof threw === "string")
    return { ko: `사진 ${id}에서 예외가 났습니다. ${threw}`, en: `Photo ${id} threw: ${threw}` };
  const parts = Array.isArray(got) ? got : [];
  const at = Math.max(
    0,
    expected.findIndex((value, index) => parts[index] !== value),
  );
  const shown = parts[at] === undefined ? "–" : String(parts[at]);
  return {
    ko: `사진 ${id}의 ${at + 1}번째 조각: 기대한 값 ${expected[at]}, 받은 값 ${shown}. 계산을 줄이지 말고, 계산하는 곳을 옮기세요.`,
    en: `Part ${at + 1} of photo ${id} should be ${expected[at]}, and is ${shown}. Move where it is computed, do not compute less.`,
  };
}

function lag(judged: Trace, photos: number, noiseMs: number, isCrowded: boolean, read: Read): Verdict {
  const measured = read.maxLagMs(judged);
  if (measured === null) return { check: "lag", state: "not-met", limit: limits.lag, measured: "–", cause: unmeasured };
  const verdict = { check: "lag", limit: limits.lag, measured: ms(measured) };
  if (measured <= lagLimitMs) return { ...verdict, state: "met" };
  const held = heldByLines(judged);
  const first = firstBlock(held, lagLimitMs);
  // A loop that no line held was kept from its core: by the answer's own threads, or by the rest of the machine.
  if (!first) return isCrowded ? { ...verdict, state: "not-met", cause: crowded } : { ...verdict, state: "too-noisy" };
  const state = timing(measured, lagLimitMs, noiseMs);
  return {
    ...verdict,
    state,
    atMs: Math.round(first.startMs + lagLimitMs),
    ...(first.file && first.line ? { file: first.file, line: first.line } : {}),
    ...(state === "not-met" ? { cause: whyHeld(held, photos, measured) } : {}),
  };
}

const heldByLines = (judged: Trace): Trace => ({
  ...judged,
  events: judged.events.filter(({ type, data }) => type === "block" && data.file !== null),
});

const unmeasured: Text = {
  ko: "이 실행에서는 지연을 한 번도 재지 못했습니다.",
  en: "The lag of this run was never measured.",
};

/** A thread that is never let go holds for everything at once; one that is let go too seldom, again and again. */
function whyHeld(held: Trace, photos: number, longestMs: number): Text {
  const times = eventsOf(held, "block").filter(({ state }) => state !== "open").length;
  return times < 3 ? neverLetGo(longestMs, photos) : tooSeldom(longestMs, times);
}

const neverLetGo = (longestMs: number, photos: number): Text => ({
  ko: `이 줄이 메인 스레드를 한 번에 ${ms(longestMs)} 동안 쥐고 사진 ${photos}장을 계산했습니다. async도, 이미 끝난 것을 기다리는 await도 루프에 차례를 주지 않습니다. 마이크로태스크는 루프가 넘어가기 전에 모두 실행됩니다.`,
  en: `This line held the main thread for ${ms(longestMs)} in one stretch, over ${photos} photos. Neither async nor an await of something already there gives the loop its turn: microtasks all run before it goes on.`,
});

const tooSeldom = (longestMs: number, times: number): Text => ({
  ko: `루프가 돌기는 했습니다. 그러나 멈춤이 ${times}번, 길게는 ${ms(longestMs)}였습니다. 한 바퀴마다 모든 사진의 조각이 하나씩 실행되므로 조각의 길이는 서로 더해집니다.`,
  en: `The loop did turn, but it stood still ${times} times, up to ${ms(longestMs)}. In each turn a slice of every photo runs, so their lengths add up.`,
});

const crowded: Text = {
  ko: "여러분의 코드가 루프를 막지는 않았습니다. 계산하는 스레드가 많아 메인 스레드가 코어를 얻지 못했습니다.",
  en: "None of your lines held the loop. So many threads were computing that the main thread did not get a core.",
};
