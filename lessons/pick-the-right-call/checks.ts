import type { EventData, Trace } from "#protocol";
import { firstBlock, lagBetween, ms, noteOf, type Read, serverLagMs, timing, unfinished } from "../judging.ts";
import type { Bound, Checks, Text, Verdict } from "../types.ts";

const lagLimitMs = 40;
const hopsLimit = 3;
const limits = { answers: "4 / 4", lag: `≤ ${lagLimitMs} ms`, hops: `≤ ${hopsLimit}` };

type Answers = { right: number; of: number; wrong: { id: number; expected: Record<string, unknown>; got: unknown }[] };
/** How often each call was made, by where it was made. */
type Made = { pages: number } & Partial<Record<"here" | "client" | "worker", Record<string, number>>>;

const withClient = ["user", "rate", "terms"];
const slowWithout = ["report", "archive", "score"];

/** The driver first waits and sends a few messages itself; what lag that met is the machine's. */
const checks: Checks = (trace, read) => {
  const reference = noteOf(trace, "reference");
  const found = noteOf<Answers>(trace, "answers");
  const made = noteOf<Made>(trace, "made");
  if (!reference || !found || !made)
    return unfinished(
      trace,
      Object.entries(limits).map(([check, limit]) => ({ check, limit })),
    );
  const noiseMs = Math.max(read.maxLagMs(lagBetween(trace, 0, reference.t)) ?? 0, serverLagMs(trace));
  const verdict = lag(lagBetween(trace, reference.t), noiseMs, made.value, read);
  const bound: Bound = { of: "lag", most: lagLimitMs, fromMs: reference.t };
  return [answers(found.value), { ...verdict, bound }, hops(made.value)];
};
export default checks;

function answers({ right, of, wrong: [first] }: Answers): Verdict {
  const verdict: Verdict = {
    check: "answers",
    state: right === of ? "met" : "not-met",
    limit: limits.answers,
    measured: `${right} / ${of}`,
  };
  return first ? { ...verdict, cause: wrongAnswer(first) } : verdict;
}

function wrongAnswer({ id, expected, got }: Answers["wrong"][number]): Text {
  const fields = (got ?? {}) as Record<string, unknown>;
  if (typeof fields.threw === "string")
    return { ko: `페이지 ${id}에서 예외가 났습니다. ${fields.threw}`, en: `Page ${id} threw: ${fields.threw}` };
  const [name, wanted] = Object.entries(expected).find(([key, value]) => fields[key] !== value) ?? ["id", id];
  if (fields[name] === "Promise")
    return {
      ko: `페이지 ${id}의 ${name}에 값이 아니라 프로미스가 들어 있습니다. 답을 기다린 곳이 없습니다.`,
      en: `In page ${id}, ${name} is a promise and not its value: nobody waited for the answer.`,
    };
  const shown = fields[name] === undefined ? "–" : String(fields[name]);
  return {
    ko: `페이지 ${id}의 ${name}: 기대한 값 ${wanted}, 받은 값 ${shown}`,
    en: `Page ${id} should have ${name} ${wanted}, and has ${shown}.`,
  };
}

function lag(judged: Trace, noiseMs: number, { here = {} }: Made, read: Read): Verdict {
  const measured = read.maxLagMs(judged) ?? 0;
  const block = firstBlock(judged, lagLimitMs);
  const name = [...withClient, ...slowWithout].find((slow) => here[slow]);
  const verdict: Verdict = {
    check: "lag",
    state: lagState(measured, noiseMs, name, block),
    limit: limits.lag,
    measured: ms(measured),
  };
  if (verdict.state === "met" || !block) return verdict;
  return {
    ...verdict,
    atMs: Math.round(block.startMs + lagLimitMs),
    ...(block.file && block.line ? { file: block.file, line: block.line } : {}),
    ...(verdict.state === "not-met" ? { cause: name ? slowHere(name) : ownCode(block) } : {}),
  };
}

/** Lag comes from a slow call made here, from the learner's own code, or else from the machine. */
function lagState(measured: number, noiseMs: number, name: string | undefined, block: EventData<"block"> | null) {
  if (measured <= lagLimitMs) return "met";
  if (name) return "not-met";
  return block?.file ? timing(measured, lagLimitMs, noiseMs) : "too-noisy";
}

const ownCode = ({ durationMs }: EventData<"block">): Text => ({
  ko: `루프가 한 번에 ${ms(durationMs)} 동안 멈췄습니다. 느린 호출은 모두 옮겼으니, 표시된 줄의 코드를 보세요.`,
  en: `The loop stood still for ${ms(durationMs)} at a stretch. No slow call is left here: look at the marked line.`,
});

function slowHere(name: string): Text {
  if (withClient.includes(name))
    return {
      ko: `here.${name}은 답이 올 때까지 루프를 붙잡습니다. 같은 답을 주는 비동기 클라이언트가 있습니다.`,
      en: `here.${name} keeps the loop until its answer is there. An asynchronous client gives the same answer.`,
    };
  if (name === "archive")
    return {
      ko: "here.archive는 프로미스를 돌려주기 전에 압축을 끝냅니다. 돌려주는 타입은 그동안 누가 일했는지 말해 주지 않습니다.",
      en: "here.archive compresses before it hands over its promise. The type that comes back does not tell who did the work meanwhile.",
    };
  return {
    ko: `here.${name}은 루프를 붙잡는데, 비동기 형태가 없습니다. 이런 호출이 워커로 갑니다.`,
    en: `here.${name} keeps the loop, and there is no asynchronous form of it. Such a call belongs in the worker.`,
  };
}

function hops({ pages, worker = {} }: Made): Verdict {
  const sent = Object.values(worker).reduce((sum, times) => sum + times, 0) / pages;
  const verdict: Verdict = {
    check: "hops",
    state: sent <= hopsLimit ? "met" : "not-met",
    limit: limits.hops,
    measured: String(Math.round(sent * 10) / 10),
  };
  return verdict.state === "met" ? verdict : { ...verdict, cause: needlessHop(Object.keys(worker)) };
}

function needlessHop(sent: readonly string[]): Text {
  const waits = sent.find((name) => withClient.includes(name));
  if (waits)
    return {
      ko: `worker.${waits}을 기다리는 동안 워커는 다른 일을 하지 못합니다. 비동기 클라이언트라면 아무 스레드도 붙잡지 않습니다.`,
      en: `While it waits for ${waits}, the worker can do nothing else. The asynchronous client occupies no thread at all.`,
    };
  const small = sent.find((name) => !slowWithout.includes(name)) ?? sent[0];
  return {
    ko: `${small}은 메시지 하나가 오가는 것보다 빨리 끝납니다. 옮기는 비용이 일보다 큽니다.`,
    en: `${small} is done sooner than a message gets there and back: the trip costs more than the work.`,
  };
}
