import type { Trace } from "#protocol";
import { eventsOf, ms, noteOf, type Read, serverLagMs, timing, unfinished } from "../judging.ts";
import type { Checks, Text, Verdict } from "../types.ts";

const acceptMostMs = 50;
const limits = { accept: `≤ ${acceptMostMs} ms`, done: "all", charged: "1 ×", points: "all" };

type Accepts = { ms: number[]; referenceMs: number; failed: string[] };
type Undone = { order: string; why: string; detail: string; tries: number };
type Done = { of: number; undone: number; left: number; first: Undone[] };
type Charge = { order: string; times: number; twice: boolean; died: boolean };
type Charged = { of: number; wrong: number; first: Charge[] };
type Points = { of: number; wrong: number; first: { customer: string; got: number; wanted: number }[] };

/** The driver notes what became of every order; only accepting is a matter of time, held against the way to Redis. */
const checks: Checks = (trace, read) => {
  const accepts = noteOf<Accepts>(trace, "accepts")?.value;
  const found = noteOf<Done>(trace, "done")?.value;
  const money = noteOf<Charged>(trace, "charged")?.value;
  const given = noteOf<Points>(trace, "points")?.value;
  if (!accepts || !found || !money || !given)
    return unfinished(
      trace,
      Object.entries(limits).map(([check, limit]) => ({ check, limit })),
    );
  return [accept(accepts, serverLagMs(trace), read), done(found), charged(money, trace), points(given, trace)];
};
export default checks;

function accept({ ms: took, referenceMs, failed: [threw] }: Accepts, lagMs: number, read: Read): Verdict {
  const measured = read.percentile(took, 95) ?? 0;
  const verdict = { check: "accept", limit: limits.accept, measured: ms(measured) };
  if (threw)
    return {
      ...verdict,
      state: "not-met",
      cause: { ko: `\`accept\`에서 예외가 났습니다. ${threw}`, en: `\`accept\` threw: ${threw}` },
    };
  const state = timing(measured, acceptMostMs, Math.max(referenceMs, lagMs));
  return state === "not-met" ? { ...verdict, state, cause: slow(measured, referenceMs) } : { ...verdict, state };
}

const slow = (measured: number, referenceMs: number): Text => ({
  ko: `손님이 ${ms(measured)}를 기다렸습니다. 같은 때 Redis까지 다녀오는 데는 길어야 ${ms(referenceMs)}였습니다. 적어 두는 것이 아니라 일이 끝나기를 기다렸습니다.`,
  en: `A customer waited ${ms(measured)}, where Redis was there and back in ${ms(referenceMs)} at most: \`accept\` waited for the work, not for its being written down.`,
});

function done({ of, undone, left, first: [first] }: Done): Verdict {
  const verdict = { check: "done", limit: `${of} / ${of}`, measured: `${of - undone} / ${of}` };
  if (first) return { ...verdict, state: "not-met", cause: whyUndone(first) };
  if (left > 0)
    return {
      ...verdict,
      state: "not-met",
      limit: "0",
      measured: String(left),
      cause: {
        ko: `주문은 모두 끝났는데 큐에 작업 ${left}개가 남아 있습니다.`,
        en: `Every order is done, and still ${left} jobs are left in the queue.`,
      },
    };
  return { ...verdict, state: "met" };
}

function whyUndone({ order, why, detail, tries }: Undone): Text {
  if (why === "failed" && tries <= 1)
    return {
      ko: `${order}의 작업은 단 한 번 시도되고 실패로 끝났습니다. ${detail}`,
      en: `The job of ${order} ended as failed after its only try: ${detail}`,
    };
  if (why === "failed")
    return {
      ko: `${order}의 작업은 ${tries}번 시도된 끝에 실패했습니다. ${detail}`,
      en: `The job of ${order} failed after ${tries} tries: ${detail}`,
    };
  if (why === "told")
    return {
      ko: `${order}의 작업은 끝났다고 알려졌지만, 손님이 듣는 것은 영수증이 아니라 ${detail}입니다. 큐는 예외가 나야 다시 시도합니다.`,
      en: `The job of ${order} was reported as done, and its customer is told ${detail}, not a receipt. A queue tries again only what throws.`,
    };
  if (why === "unknown")
    return {
      ko: `손님이 ${order}에 대해 물으면 큐는 그 작업을 모릅니다. 끝난 작업을 바로 지우면 결과도 사라집니다.`,
      en: `Asked about ${order}, the queue does not know its job. Whatever removes a job that is done removes its result, too.`,
    };
  return {
    ko: `${order}의 작업이 아직 "${why}" 상태입니다.`,
    en: `The job of ${order} is still "${why}".`,
  };
}

function charged({ of, wrong, first: [first] }: Charged, trace: Trace): Verdict {
  const verdict = { check: "charged", limit: `${of} / ${of}`, measured: `${of - wrong} / ${of}` };
  if (!first) return { ...verdict, state: "met" };
  return { ...verdict, state: "not-met", ...momentOf(trace, first.order), cause: whyCharged(first) };
}

function whyCharged({ order, times, twice, died }: Charge): Text {
  if (times === 0)
    return {
      ko: `${order}는 한 번도 결제되지 않았습니다. 결제하기 전에 끝난 것으로 여겼거나, 다른 주문의 키를 썼습니다.`,
      en: `${order} was never charged: it was taken for done beforehand, or went under the key of another order.`,
    };
  if (twice && !died)
    return {
      ko: `${order}는 두 번 눌린 주문이고, ${times}번 결제되었습니다. 작업도 키도 둘이었습니다.`,
      en: `${order} was posted twice and charged ${times} times: two jobs, and two keys.`,
    };
  return {
    ko: `${order}는 ${times}번 결제되었습니다. 일하던 프로세스가 죽어 다시 배달되었고, 새 프로세스는 다른 키로 결제했습니다. 메모리에 적어 둔 것은 죽을 때 함께 사라집니다.`,
    en: `${order} was charged ${times} times: its process died, it was delivered again, and the next one charged it under another key. What was noted in memory died with the process.`,
  };
}

function points({ of, wrong, first: [first] }: Points, trace: Trace): Verdict {
  const verdict = { check: "points", limit: `${of} / ${of}`, measured: `${of - wrong} / ${of}` };
  if (!first) return { ...verdict, state: "met" };
  const { customer, got, wanted } = first;
  const cause =
    got < wanted
      ? {
          ko: `${customer}의 포인트가 ${wanted - got}점 모자랍니다 (${got} / ${wanted}). 주었다고 먼저 적고 주기 전에 죽었습니다. 다시 온 작업은 적힌 것만 보고 지나갔습니다.`,
          en: `${customer} has ${wanted - got} points too few (${got} of ${wanted}). The process died after writing down that they were given and before giving them; the next try believed the mark.`,
        }
      : {
          ko: `${customer}의 포인트가 ${got - wanted}점 많습니다 (${got} / ${wanted}). 같은 주문이 다시 실행될 때 또 더해졌습니다.`,
          en: `${customer} has ${got - wanted} points too many (${got}, not ${wanted}). An order that ran again was added again.`,
        };
  return { ...verdict, state: "not-met", ...momentOf(trace, null), cause };
}

/** When a process died: over that order, or else in the middle of writing. */
function momentOf(trace: Trace, order: string | null): { atMs?: number } {
  const died = eventsOf(trace, "note").find(({ name, value }) => {
    const { order: whose, after } = (value ?? {}) as { order?: string; after?: string };
    return name === "died" && (order === null ? after === "write" : whose === order);
  });
  return died ? { atMs: Math.round(died.t) } : {};
}
