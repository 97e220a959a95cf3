import type { EventData, Trace } from "#protocol";
import { firstBlock, lagBetween, ms, noteOf, type Read, serverLagMs, timing, unfinished } from "../judging.ts";
import type { Checks, Text, Verdict } from "../types.ts";

const lagLimitMs = 40;
const timeLimitMs = 200;
const limits = {
  answers: "30 / 30",
  lag: `≤ ${lagLimitMs} ms`,
  time: `≤ ${timeLimitMs} ms`,
};

type Reference = { ms: number; idealMs: number };
type Order = { id: number; accepted: boolean; total: number; signature: string };
type Answers = { right: number; of: number; wrong: { id: number; expected: Order; got: unknown }[] };

/** The driver first runs its own waits, done right; what they took too long is the machine's. */
const checks: Checks = (trace, read) => {
  const reference = noteOf<Reference>(trace, "reference");
  const found = noteOf<Answers>(trace, "answers");
  // While orders are still open, lag and time may be over their limits already.
  if (!reference || (!found && read.exitOf(trace)))
    return unfinished(
      trace,
      Object.entries(limits).map(([check, limit]) => ({ check, limit })),
    );
  const judged = lagBetween(trace, reference.t);
  const late = read.maxLagMs(lagBetween(trace, 0, reference.t)) ?? 0;
  const noise = {
    lag: Math.max(late, serverLagMs(trace)),
    time: Math.max(reference.value.ms - reference.value.idealMs, serverLagMs(trace)),
  };
  return [
    ...(found ? [answers(found.value)] : []),
    lag(judged, reference.t, noise.lag, read),
    time(trace, noise.time, read),
  ];
};
export default checks;

function answers({ right, of, wrong: [first] }: Answers): Verdict {
  const verdict = { check: "answers", limit: limits.answers, measured: `${right} / ${of}` };
  if (!first) return { ...verdict, state: right === of ? "met" : "not-met" };
  return { ...verdict, state: "not-met", cause: wrongAnswer(first) };
}

function wrongAnswer({ id, expected, got }: Answers["wrong"][number]): Text {
  const fields = (got ?? {}) as Record<string, unknown>;
  if (typeof fields.threw === "string") {
    return {
      ko: `주문 ${id}에서 예외가 났습니다. ${fields.threw}`,
      en: `Order ${id} threw: ${fields.threw}`,
    };
  }
  const [name, wanted] = Object.entries(expected).find(([key, value]) => fields[key] !== value) ?? ["id", id];
  const shown = fields[name] === undefined ? "–" : String(fields[name]);
  return {
    ko: `주문 ${id}의 ${name}: 기대한 값 ${wanted}, 받은 값 ${shown}. 세율은 나라마다 달라서 물어봐야 압니다.`,
    en: `Order ${id} should have ${name} ${wanted}, and has ${shown}. Taxes differ by country: they have to be asked for.`,
  };
}

function lag(judged: Trace, fromMs: number, noiseMs: number, read: Read): Verdict {
  const measured = read.maxLagMs(judged);
  if (measured === null) return { check: "lag", state: "not-met", limit: limits.lag, measured: "–", cause: unmeasured };
  const verdict: Verdict = {
    check: "lag",
    state: timing(measured, lagLimitMs, noiseMs),
    limit: limits.lag,
    measured: ms(measured),
    bound: { of: "lag", most: lagLimitMs, fromMs },
  };
  const block = firstBlock(judged, lagLimitMs);
  if (verdict.state === "met" || !block) return verdict;
  // What no line held, the machine did.
  if (block.line === null) return { ...verdict, state: "too-noisy" };
  return {
    ...verdict,
    atMs: Math.round(block.startMs + lagLimitMs),
    ...(block.file && block.line ? { file: block.file, line: block.line } : {}),
    ...(verdict.state === "not-met" ? { cause: heldThread(block, read.blocksByLine(judged)) } : {}),
  };
}

const unmeasured: Text = {
  ko: "이 실행에서는 지연을 한 번도 재지 못했습니다.",
  en: "The lag of this run was never measured.",
};

function heldThread({ file, line }: EventData<"block">, lines: ReturnType<Read["blocksByLine"]>): Text {
  const held = lines.find((found) => found.file === file && found.line === line);
  const [longest, total] = [ms(held?.longestMs ?? 0), ms(held?.totalMs ?? 0)];
  return {
    ko: `이 줄이 스레드를 모두 ${total} 동안, 길게는 한 번에 ${longest} 동안 쥐고 있었습니다. 프로미스로 감싸거나 앞에 await를 붙여도, 호출 자체는 돌아올 때까지 스레드를 내려놓지 않습니다.`,
    en: `This line held the thread for ${total} in all, and for ${longest} at a stretch. A promise around it or an await before it changes nothing: the call itself does not let go until it returns.`,
  };
}

function time(trace: Trace, noiseMs: number, read: Read): Verdict {
  const measured = read.totalMs(trace);
  const spans = read.spans(trace).filter(read.isTask);
  const fromMs = spans[0]?.startMs ?? 0;
  const verdict: Verdict = {
    check: "time",
    state: timing(measured, timeLimitMs, noiseMs),
    limit: limits.time,
    measured: ms(measured),
    bound: { of: "total", most: timeLimitMs, fromMs },
  };
  if (verdict.state !== "not-met") return verdict;
  const atMs = fromMs + timeLimitMs;
  const open = spans.filter((span) => span.endMs > atMs).length;
  return { ...verdict, atMs: Math.round(atMs), cause: tooLong(open, blockedMs(trace, read)) };
}

/** Tells orders that queue behind a block from orders that queue for one another. */
const blockedMs = (trace: Trace, read: Read): number =>
  read.blocksByLine(trace).reduce((sum, line) => sum + line.totalMs, 0);

const tooLong = (open: number, blocked: number): Text =>
  blocked > timeLimitMs / 2
    ? {
        ko: `${timeLimitMs} ms가 지났을 때 주문 ${open}개가 끝나지 않았습니다. 스레드를 쥔 시간은 모두의 합이 됩니다.`,
        en: `At ${timeLimitMs} ms, ${open} orders were still open. Time spent holding the thread adds up over all of them.`,
      }
    : {
        ko: `${timeLimitMs} ms가 지났을 때 주문 ${open}개가 끝나지 않았습니다. 루프는 놀고 있는데 주문끼리 서로를 기다렸습니다.`,
        en: `At ${timeLimitMs} ms, ${open} orders were still open. The loop was idle: the orders waited for one another.`,
      };
