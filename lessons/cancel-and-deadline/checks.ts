import type { Trace } from "#protocol";
import { eventsOf, noteOf, unfinished } from "../judging.ts";
import type { Checks, Text, Verdict } from "../types.ts";

const limits = { result: "all", stops: "≤ 1", closed: "0", reason: "all" };

type Told = { is: "reason" | "resolved" } | { is: "other"; got: string; wanted: string };
type Caller = {
  id: number;
  left: boolean;
  /** Steps begun after the caller had left, and files opened among them. */
  after: number;
  openedAfter: number;
  /** Files open when the caller was told. */
  open: number;
  result?: { wanted: number; got: unknown; isSame: boolean };
  told?: Told;
};

/** Everything is counted and nothing timed, so no noise of the machine can change a verdict. */
const checks: Checks = (trace) => {
  const callers = eventsOf(trace, "note").flatMap(({ name, value }) => (name === "caller" ? [value as Caller] : []));
  if (!noteOf(trace, "over"))
    return unfinished(
      trace,
      Object.entries(limits).map(([check, limit]) => ({ check, limit })),
    );
  callers.sort((a, b) => a.id - b.id);
  return [result(callers), stops(callers, trace), closed(callers), reason(callers)];
};
export default checks;

function result(callers: readonly Caller[]): Verdict {
  const stayed = callers.flatMap(({ id, result: found }) => (found ? [{ id, ...found }] : []));
  const wrong = stayed.find(({ wanted, got, isSame }) => !isSame || got !== wanted);
  const right = stayed.filter(({ wanted, got, isSame }) => isSame && got === wanted).length;
  return {
    check: "result",
    limit: `${stayed.length} / ${stayed.length}`,
    measured: `${right} / ${stayed.length}`,
    ...(wrong ? { state: "not-met", cause: wrongCopy(wrong) } : { state: "met" }),
  };
}

const wrongCopy = ({ id, wanted, got, isSame }: { id: number; wanted: number; got: unknown; isSame: boolean }): Text =>
  isSame
    ? {
        ko: `호출자 ${id}은(는) 끝까지 기다렸습니다. 조각 ${wanted}개를 복사했다고 들어야 하는데 ${got}(이)라고 들었습니다.`,
        en: `Caller ${id} stayed to the end and should be told that ${wanted} chunks were copied, and is told ${got}.`,
      }
    : {
        ko: `호출자 ${id}은(는) 끝까지 기다렸는데 파일이 원본과 다릅니다. 취소되지 않은 복사는 빠짐없이 끝나야 합니다.`,
        en: `Caller ${id} stayed to the end, and the files differ from the originals. A copy that nobody cancels has to be whole.`,
      };

function stops(callers: readonly Caller[], trace: Trace): Verdict {
  const worst = callers.reduce((a, b) => (b.after > a.after ? b : a));
  const verdict: Verdict = {
    check: "stops",
    state: worst.after <= 1 ? "met" : "not-met",
    limit: limits.stops,
    measured: String(worst.after),
  };
  if (verdict.state === "met") return verdict;
  const ghost = eventsOf(trace, "lane").find(({ label }) => label === `caller ${worst.id}, after leaving`);
  const at = ghost?.slices[0]?.[0];
  return {
    ...verdict,
    ...(at === undefined ? {} : { atMs: Math.round(at) }),
    ...(ghost?.file && ghost.line ? { file: ghost.file, line: ghost.line } : {}),
    cause: callers.some(({ openedAfter }) => openedAfter > 0) ? untold(worst) : tooSeldom(worst),
  };
}

const untold = ({ id, after }: Caller): Text => ({
  ko: `호출자 ${id}이(가) 떠난 뒤에도 작업은 ${after}단계를 더 했고, 새 파일까지 열었습니다. 작업에게는 아무도 알리지 않았습니다. 신호는 작업이 직접 봐야 효과가 있습니다.`,
  en: `After caller ${id} had left, the work took ${after} more steps and even opened files: nobody had told it. A signal stops only who looks at it.`,
});

const tooSeldom = ({ id, after }: Caller): Text => ({
  ko: `호출자 ${id}이(가) 떠난 뒤 ${after}단계를 더 했습니다. 새 파일은 열지 않았지만 열린 파일은 끝까지 복사했습니다. 가장 안쪽 반복에서도 신호를 보세요.`,
  en: `After caller ${id} had left, ${after} more steps were taken: no new file, but the open one was copied to its end. Look at the signal in the innermost loop, too.`,
});

function closed(callers: readonly Caller[]): Verdict {
  const open = callers.reduce((sum, caller) => sum + caller.open, 0);
  const verdict: Verdict = {
    check: "closed",
    state: open === 0 ? "met" : "not-met",
    limit: limits.closed,
    measured: String(open),
  };
  const first = callers.find((caller) => caller.open > 0);
  return first ? { ...verdict, cause: leftOpen(first) } : verdict;
}

const leftOpen = ({ id }: Caller): Text => ({
  ko: `호출자 ${id}이(가) 답을 들었을 때 파일이 아직 열려 있었습니다. 도중에 던져진 예외는 close()를 건너뜁니다.`,
  en: `When caller ${id} had the answer, a file was still open. A throw in the middle skips the close().`,
});

function reason(callers: readonly Caller[]): Verdict {
  const left = callers.flatMap(({ id, told }) => (told ? [{ id, told }] : []));
  const wrong = left.find(({ told }) => told.is !== "reason");
  const right = left.filter(({ told }) => told.is === "reason").length;
  return {
    check: "reason",
    limit: `${left.length} / ${left.length}`,
    measured: `${right} / ${left.length}`,
    ...(wrong ? { state: "not-met", cause: lostReason(wrong.id, wrong.told) } : { state: "met" }),
  };
}

function lostReason(id: number, told: Told): Text {
  if (told.is !== "other") {
    return {
      ko: `호출자 ${id}의 복사는 취소되었는데 정상으로 끝난 것처럼 값을 돌려주었습니다. 반쪽짜리 결과를 성공으로 읽게 됩니다.`,
      en: `The copy of caller ${id} was cancelled, and resolved as if it were whole. Half a result reads like success.`,
    };
  }
  return {
    ko: `호출자 ${id}의 취소 이유는 "${told.wanted}"인데 "${told.got}"(으)로 바뀌었습니다. 시간이 지난 것과 상대가 끊은 것을 구별할 수 없게 됩니다.`,
    en: `Caller ${id} left because of "${told.wanted}", and "${told.got}" came back. Nobody can tell a deadline from a hang-up any more.`,
  };
}
