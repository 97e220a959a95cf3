import type { Trace } from "#protocol";
import { eventsOf, noteOf, type Read, unfinished } from "../judging.ts";
import type { Bound, Checks, Verdict } from "../types.ts";

type Busy = { permits: number; right: number; of: number };
type Throwing = { permits: number; intact: number; of: number; free: number };
type GivingUp = {
  permits: number;
  told: number;
  of: number;
  ran: number;
  served: number;
  staying: number;
  free: number;
};
type Found<T> = { t: number; value: T };

/** The driver notes what each of its three rounds came to; how many overlapped is read from the lanes of the first. */
const checks: Checks = (trace, read) => {
  const busy = noteOf<Busy>(trace, "busy");
  const throwing = noteOf<Throwing>(trace, "throwing");
  const givingUp = noteOf<GivingUp>(trace, "giving up");
  if (!busy || !throwing || !givingUp)
    return unfinished(
      trace,
      ["answers", "peak", "order", "throws", "abort"].map((check) => ({ check, limit: "–" })),
    );
  return [answers(busy), peak(trace, busy.value, read), order(trace), throws(throwing), abort(givingUp)];
};
export default checks;

function answers({ t, value: { right, of } }: Found<Busy>): Verdict {
  const verdict = { check: "answers", limit: `${of} / ${of}`, measured: `${right} / ${of}` };
  if (right === of) return { ...verdict, state: "met" };
  return {
    ...verdict,
    state: "not-met",
    atMs: Math.round(t),
    cause: {
      ko: `작업 ${of - right}개가 끝나지 않았거나, 두 번 실행됐거나, 다른 작업의 답을 받았습니다.`,
      en: `${of - right} tasks did not end, ran twice, or were given the answer of another.`,
    },
  };
}

function peak(trace: Trace, { permits }: Busy, read: Read): Verdict {
  const { count, atMs } = read.peak(trace);
  const bound: Bound = { of: "peak", most: permits };
  const verdict = { check: "peak", limit: `= ${permits}`, measured: String(count), bound };
  if (count === permits) return { ...verdict, state: "met" };
  const cause =
    count > permits
      ? {
          ko: `자리는 ${permits}개인데 작업 ${count}개가 함께 들어가 있었습니다. 돌려준 자리 하나를 둘이 받았습니다.`,
          en: `There are ${permits} permits, and ${count} tasks were inside together: one permit that was given back went to two.`,
        }
      : {
          ko: `자리 ${permits}개 중 한 번에 ${count}개까지만 쓰였습니다. 줄이 있는데도 자리가 비어 있었습니다.`,
          en: `There are ${permits} permits, and no more than ${count} were used at once: places stood empty while others waited.`,
        };
  return { ...verdict, state: "not-met", ...place(trace, atMs), cause };
}

/** Where in the learner's code the lane began that made it too many. */
function place(trace: Trace, atMs: number) {
  const lane = eventsOf(trace, "lane").find(({ slices }) => slices.some(([startMs]) => startMs === atMs));
  return { atMs: Math.round(atMs), ...(lane?.file && lane.line ? { file: lane.file, line: lane.line } : {}) };
}

/** Tasks are numbered as they asked. */
function order(trace: Trace): Verdict {
  const started = eventsOf(trace, "note").filter(({ name }) => name === "started");
  const ids = started.map(({ value }) => Number(value));
  const overtakenBy = (at: number) => ids.slice(at + 1).find((id) => id < (ids[at] ?? 0));
  const overtakers = ids.flatMap((id, at) => {
    const overtaken = overtakenBy(at);
    return overtaken === undefined ? [] : [{ id, overtaken, t: started[at]?.t ?? 0 }];
  });
  const verdict = { check: "order", limit: "0", measured: String(overtakers.length) };
  const [first] = overtakers;
  if (!first) return { ...verdict, state: "met" };
  return {
    ...verdict,
    state: "not-met",
    atMs: Math.round(first.t),
    cause: {
      ko: `${first.id}번 작업이 ${first.overtaken}번보다 늦게 와서 먼저 시작했습니다. 줄에 있던 작업이 깨어나는 사이에 자리가 잠시 주인 없이 비어 있었습니다.`,
      en: `Task ${first.id} asked after task ${first.overtaken} and started before it: while the one in line was still waking up, its permit lay there for anybody.`,
    },
  };
}

function throws({ t, value: { permits, intact, of, free } }: Found<Throwing>): Verdict {
  const verdict = { check: "throws", limit: `= ${permits}`, measured: String(free) };
  if (free === permits && intact === of) return { ...verdict, state: "met" };
  const cause =
    free === permits
      ? {
          ko: `예외 ${of}개 가운데 ${intact}개만 호출한 쪽에 그대로 닿았습니다.`,
          en: `Only ${intact} of ${of} errors reached their caller as they were thrown.`,
        }
      : {
          ko: `작업 ${of}개가 실패한 뒤 자리 ${permits}개 중 ${free}개만 쓸 수 있습니다. 실패한 작업이 자리를 돌려주지 않고 나갔습니다.`,
          en: `After ${of} tasks had failed, ${free} of ${permits} places could be taken: a task that threw kept its permit.`,
        };
  return { ...verdict, state: "not-met", atMs: Math.round(t), cause };
}

function abort({ t, value }: Found<GivingUp>): Verdict {
  const { told, of } = value;
  const met: Verdict = { check: "abort", limit: `${of} / ${of}`, measured: `${told} / ${of}`, state: "met" };
  const broken = brokenBy(value);
  return broken ? { ...met, ...broken, state: "not-met", atMs: Math.round(t) } : met;
}

/** What was not as it should be, the first of it: those who left, those who stayed, the places afterwards. */
function brokenBy({ permits, told, of, ran, served, staying, free }: GivingUp): Partial<Verdict> | null {
  if (told < of)
    return {
      cause: {
        ko: `줄에서 취소한 호출 ${of}개 중 ${told}개만 곧바로 취소 이유를 받았습니다. 나머지는 쓸모없어진 차례를 계속 기다렸습니다.`,
        en: `Of ${of} callers who gave up in line, ${told} were told at once with their reason; the rest went on waiting for a turn nobody wanted.`,
      },
    };
  if (ran > 0)
    return {
      limit: "0",
      measured: String(ran),
      cause: {
        ko: `취소한 호출 ${ran}개의 작업이 나중에 실행됐습니다.`,
        en: `The work of ${ran} callers who had given up was run later all the same.`,
      },
    };
  if (free !== permits)
    return {
      limit: `= ${permits}`,
      measured: String(free),
      cause: {
        ko: `취소한 호출이 줄에 그대로 서 있다가 자리를 받아 갔습니다. 자리 ${permits}개 중 ${free}개만 남았습니다.`,
        en: `Callers who had given up still stood in line and were handed permits: ${free} of ${permits} places are left.`,
      },
    };
  if (served < staying)
    return {
      limit: `${staying} / ${staying}`,
      measured: `${served} / ${staying}`,
      cause: {
        ko: `줄에 남은 호출 ${staying}개 중 ${served}개만 제 차례를 끝까지 마쳤습니다. 이미 들어간 호출의 취소가 다른 호출을 줄에서 지웠거나 그 작업을 끊었습니다.`,
        en: `Of ${staying} callers who stayed in line, ${served} had their turn to its end: one who gave up after getting in struck somebody else off the line, or broke off its own work.`,
      },
    };
  return null;
}
