import type { Trace } from "#protocol";
import { noteOf, unfinished } from "../judging.ts";
import type { Checks, Text, Verdict } from "../types.ts";

const limits = { finished: "200 / 200", balances: "8 / 8", overlap: "≥ 2", errors: "40 / 40" };

/** What one round of transfers came to. `wrong` accounts; `first` of them; `gained` is what all together have too much. */
type Round = {
  settled: number;
  of: number;
  refused: number;
  refusals: number;
  accounts: number;
  wrong: number;
  first: { name: string; should: number; has: number } | null;
  gained: number;
  overlap: number;
};

/** The driver keeps the books itself; nothing here is judged by the clock. */
const checks: Checks = (trace) => {
  const crowd = noteOf<Round>(trace, "crowd");
  const closed = noteOf<Round>(trace, "closed");
  if (!crowd || !closed)
    return unfinished(
      trace,
      Object.entries(limits).map(([check, limit]) => ({ check, limit })),
    );
  return [
    finished(trace, crowd),
    balances(trace, crowd.value),
    overlap(crowd.value),
    errors(closed.t, closed.value, isStuck(crowd.value)),
  ];
};
export default checks;

const isStuck = ({ settled, of }: Round) => settled < of;

function finished(trace: Trace, { t, value: { settled, of } }: { t: number; value: Round }): Verdict {
  const verdict = { check: "finished", limit: limits.finished, measured: `${settled} / ${of}` };
  const threw = noteOf<string>(trace, "threw");
  if (threw)
    return {
      ...verdict,
      state: "not-met",
      atMs: Math.round(threw.t),
      cause: { ko: `이체에서 예외가 났습니다. ${threw.value}`, en: `A transfer threw: ${threw.value}` },
    };
  if (settled === of) return { ...verdict, state: "met" };
  return {
    ...verdict,
    state: "not-met",
    atMs: Math.round(t),
    cause: {
      ko: `이체 ${of - settled}건이 아직 남았는데 은행에는 아무 움직임이 없습니다. 서로 상대가 쥔 락을 기다립니다. 교착 상태입니다.`,
      en: `${of - settled} transfers are left and nothing moves at the bank: they wait for locks that others of them hold. That is a deadlock.`,
    },
  };
}

function balances(trace: Trace, round: Round): Verdict {
  const { accounts, wrong, first, gained } = round;
  const verdict = { check: "balances", limit: limits.balances, measured: `${accounts - wrong} / ${accounts}` };
  if (wrong === 0) return { ...verdict, state: "met" };
  const overwrote = noteOf<{ id: number; account: string }>(trace, "overwrote");
  const cause = isStuck(round) || !first ? undone : overwritten(first, gained, overwrote?.value);
  return { ...verdict, state: "not-met", ...(overwrote ? { atMs: Math.round(overwrote.t) } : {}), cause };
}

const undone: Text = {
  ko: "끝나지 않은 이체가 있어 여기서는 더 말할 것이 없습니다.",
  en: "Not all transfers were done, so there is nothing more to say here.",
};

function overwritten(
  { name, should, has }: NonNullable<Round["first"]>,
  gained: number,
  by: { id: number; account: string } | undefined,
): Text {
  const all = Math.abs(gained).toLocaleString("en-US");
  const [should_, has_] = [should, has].map((value) => value.toLocaleString("en-US"));
  const who = {
    ko: by ? ` 처음은 이체 ${by.id}번입니다. 자신이 읽은 뒤에 바뀐 ${by.account} 계좌를 덮어썼습니다.` : "",
    en: by ? ` Transfer ${by.id} was the first to overwrite: account ${by.account} had changed since it was read.` : "",
  };
  return {
    ko: `${name} 계좌는 ${should_}이어야 하는데 ${has_}입니다. 여덟 계좌를 합치면 ${all}만큼 ${gained < 0 ? "사라졌습니다" : "늘었습니다"}.${who.ko}`,
    en: `Account ${name} should hold ${should_} and holds ${has_}; all eight together have ${gained < 0 ? "lost" : "gained"} ${all}.${who.en}`,
  };
}

function overlap(round: Round): Verdict {
  const verdict = { check: "overlap", limit: limits.overlap, measured: String(round.overlap) };
  if (round.overlap >= 2) return { ...verdict, state: "met" };
  return { ...verdict, state: "not-met", cause: isStuck(round) ? undone : oneByOne };
}

const oneByOne: Text = {
  ko: "계좌가 겹치지 않는 이체도 한 번에 한 건씩만 은행에 있었습니다. 락 하나가 모두를 줄 세웁니다.",
  en: "Even transfers that share no account were at the bank one at a time: one lock makes everybody queue.",
};

function errors(t: number, round: Round, wasStuck: boolean): Verdict {
  const verdict = { check: "errors", limit: limits.errors, measured: `${round.settled} / ${round.of}` };
  const cause = errorCause(round);
  if (!cause) return { ...verdict, state: "met" };
  return { ...verdict, state: "not-met", atMs: Math.round(t), cause: wasStuck ? undone : cause };
}

function errorCause({ settled, of, refused, refusals, wrong }: Round): Text | null {
  if (settled < of)
    return {
      ko: `닫힌 계좌를 만난 뒤로 이체 ${of - settled}건이 끝나지 않습니다. 실패한 이체가 락을 쥔 채 나갔습니다.`,
      en: `Since some met a closed account, ${of - settled} transfers never end: one that failed kept its lock.`,
    };
  if (refused < refusals)
    return {
      ko: `닫힌 계좌 때문에 거절돼야 할 이체 ${refusals}건 중 ${refused}건만 그 오류를 호출한 쪽에 전했습니다.`,
      en: `Of ${refusals} transfers that a closed account refuses, only ${refused} told their caller.`,
    };
  if (wrong > 0)
    return {
      ko: `거절된 이체가 있는 날에는 계좌 ${wrong}개의 잔액이 틀렸습니다.`,
      en: `With some transfers refused, ${wrong} balances came out wrong.`,
    };
  return null;
}
