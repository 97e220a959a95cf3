import type { Trace } from "#protocol";
import { ms, noteOf, type Read, unfinished } from "../judging.ts";
import type { Bound, Checks, Text, Verdict, VerdictState } from "../types.ts";

const mostThreads = 16;
const limits = { formula: "3 / 3", time: "< limitMs", smallest: "3 / 3" };

type Formula = { jobs: number; threads: number; ms: number; expected: number; got: unknown };
type Size = { jobs: number; ms: number; limitMs: number; expected: number; got: unknown };
type Asked = { formula: Formula[]; sizes: Size[] };
/** `threads` is what was answered; it ran where a cell can start so many. */
type Pool = { jobs: number; ms: number; limitMs: number; threads: unknown; expected: number; ran: boolean };

const checks: Checks = (trace, read) => {
  const asked = noteOf<Asked>(trace, "asked");
  const pool = noteOf<Pool>(trace, "pool");
  if (!asked || !pool)
    return unfinished(
      trace,
      Object.entries(limits).map(([check, limit]) => ({ check, limit })),
    );
  return [formula(asked.value), time(trace, pool.value, read), smallest(asked.value, pool.value)];
};
export default checks;

const wavesOf = (jobs: number, threads: number) => Math.ceil(jobs / threads);
const shown = (got: unknown) => {
  if (typeof got === "number") return String(Math.round(got * 10) / 10);
  return got === null || got === undefined ? "–" : String(got);
};

function formula({ formula: asked }: Asked): Verdict {
  const wrong = asked.find(({ got, expected }) => got !== expected);
  const right = asked.filter(({ got, expected }) => got === expected).length;
  const verdict: Verdict = {
    check: "formula",
    state: wrong ? "not-met" : "met",
    limit: limits.formula,
    measured: `${right} / ${asked.length}`,
  };
  return wrong ? { ...verdict, cause: wrongTime(wrong) } : verdict;
}

function wrongTime({ jobs, threads, ms: each, got, expected }: Formula): Text {
  const waves = wavesOf(jobs, threads);
  const left = jobs - (waves - 1) * threads;
  return {
    ko: `작업 ${jobs}개, 스레드 ${threads}개, ${each} ms: 받은 값 ${shown(got)}, 기대한 값 ${expected}. 마지막 회차에 작업이 ${left}개뿐이어도 한 회차가 꼬박 걸립니다. 모두 ${waves}회차입니다.`,
    en: `${jobs} jobs on ${threads} threads, ${each} ms each: got ${shown(got)}, expected ${expected}. The last wave takes its full time even with ${left} in it: ${waves} waves in all.`,
  };
}

function time(trace: Trace, pool: Pool, read: Read): Verdict {
  const { jobs, ms: each, limitMs, threads, ran } = pool;
  const limit = `< ${ms(limitMs)}`;
  if (!ran) return { check: "time", state: "not-met", limit, measured: "–", cause: notRun(threads) };
  const waves = wavesOf(jobs, Number(threads));
  const measured = read.totalMs(trace);
  const state = timeState(measured, limitMs, waves * each);
  const fromMs = read.spans(trace).find(read.isTask)?.startMs ?? 0;
  const bound: Bound = { of: "total", most: limitMs, fromMs };
  const verdict: Verdict = { check: "time", state, limit, measured: ms(measured), bound };
  if (state !== "not-met") return verdict;
  return { ...verdict, atMs: Math.round(fromMs + limitMs), cause: tooLate(pool, waves) };
}

/** Nothing of the learner's runs beside the pool: whole waves that fit and were late anyway were held up by the machine. */
function timeState(measured: number, limitMs: number, idealMs: number): VerdictState {
  if (idealMs >= limitMs) return "not-met";
  return measured < limitMs ? "met" : "too-noisy";
}

const notRun = (threads: unknown): Text => ({
  ko: `스레드 수는 1부터 ${mostThreads}까지의 정수여야 하는데 ${shown(threads)}을(를) 받았습니다. 셀 하나가 시작할 수 있는 스레드는 ${mostThreads}개까지입니다.`,
  en: `Expected a whole number of threads from 1 to ${mostThreads}, got ${shown(threads)}: a cell starts at most ${mostThreads} threads.`,
});

const tooLate = ({ jobs, threads, ms: each, limitMs }: Pool, waves: number): Text => ({
  ko: `작업 ${jobs}개를 스레드 ${shown(threads)}개로 처리하면 ${waves}회차, ${waves} × ${each} = ${waves * each} ms입니다. ${limitMs} ms보다 빠르지 않습니다.`,
  en: `${jobs} jobs on ${shown(threads)} threads are ${waves} waves: ${waves} × ${each} = ${waves * each} ms, which is not less than ${limitMs} ms.`,
});

/** The pool that ran, and two sizes that were only asked for. */
function smallest({ sizes }: Asked, { jobs, ms: each, limitMs, threads, expected }: Pool): Verdict {
  const all: Size[] = [{ jobs, ms: each, limitMs, expected, got: threads }, ...sizes];
  const right = all.filter(({ got, expected }) => got === expected).length;
  const wrong = all.find(({ got, expected }) => got !== expected);
  const verdict: Verdict = {
    check: "smallest",
    state: wrong ? "not-met" : "met",
    limit: limits.smallest,
    measured: `${right} / ${all.length}`,
  };
  return wrong ? { ...verdict, cause: wrongSize(wrong) } : verdict;
}

function wrongSize({ jobs, ms: each, limitMs, expected, got }: Size): Text {
  const [waves, gotWaves] = [wavesOf(jobs, expected), wavesOf(jobs, Number(got))];
  const start = {
    ko: `작업 ${jobs}개 × ${each} ms, ${limitMs} ms보다 빨리: 받은 값 ${shown(got)}, 기대한 값 ${expected}.`,
    en: `${jobs} jobs of ${each} ms in less than ${limitMs} ms: got ${shown(got)}, expected ${expected}.`,
  };
  return Number(got) > expected
    ? {
        ko: `${start.ko} ${expected}개로도 ${waves}회차라 시간 안에 끝납니다. 나머지 스레드는 없어도 됩니다.`,
        en: `${start.en} With ${expected} it takes ${waves} waves and is in time: the threads beyond that are not needed.`,
      }
    : {
        ko: `${start.ko} ${gotWaves}회차면 ${gotWaves * each} ms입니다.`,
        en: `${start.en} That would be ${gotWaves} waves, ${gotWaves * each} ms.`,
      };
}
