import type { Trace } from "#protocol";
import { ms, noteOf, type Read, timing, unfinished } from "../judging.ts";
import type { Bound, Checks, Text, Verdict } from "../types.ts";

type Plan = { limit: number; reserve: number; pods: number; processes: number; expected: number; got: unknown };
type Fleet = {
  wanted: number;
  connected: number;
  refused: number;
  failed: string;
  programs: number;
  room: number;
};
type Orders = {
  right: number;
  of: number;
  wrong: { id: number; expected: number; got: string } | null;
  limitMs: number;
  width: number;
  queryMs: number;
  quoteMs: number;
};
type Reference = { ms: number; idealMs: number };
type Failing = { sent: number; inHand: number };
type Full = { patienceMs: number; waitedMs: number | null; error: string };
type Afterwards = { inHand: number; size: number };
type Found<T> = { t: number; value: T };

const ids = ["budget", "refused", "answers", "time", "leaked", "timeout"];

/** The driver notes what each of its rounds came to; how long the orders took is read from their lanes. */
const checks: Checks = (trace, read) => {
  const asked = noteOf<Plan[]>(trace, "asked");
  const fleet = noteOf<Fleet>(trace, "fleet");
  const reference = noteOf<Reference>(trace, "reference");
  const orders = noteOf<Orders>(trace, "orders");
  const failing = noteOf<Failing>(trace, "failing");
  const full = noteOf<Full>(trace, "full");
  const afterwards = noteOf<Afterwards>(trace, "afterwards");
  if (!asked || !fleet || !reference || !orders || !failing || !full || !afterwards)
    return unfinished(
      trace,
      ids.map((check) => ({ check, limit: "–" })),
    );
  const noiseMs = Math.max(0, reference.value.ms - reference.value.idealMs);
  return [
    budget(asked.value),
    refused(fleet),
    answers(orders),
    time(trace, orders.value, noiseMs, read),
    leaked(failing, afterwards),
    timeout(full, noiseMs),
  ];
};
export default checks;

const programsOf = ({ pods, processes }: Plan) => pods * processes;

function budget(plans: Plan[]): Verdict {
  const right = plans.filter(({ got, expected }) => got === expected).length;
  const wrong = plans.find(({ got, expected }) => got !== expected);
  const all = `${plans.length} / ${plans.length}`;
  const verdict = { check: "budget", limit: all, measured: `${right} / ${plans.length}` };
  return wrong ? { ...verdict, state: "not-met", cause: wrongSize(wrong, plans) } : { ...verdict, state: "met" };
}

function wrongSize(wrong: Plan, plans: Plan[]): Text {
  const { limit, reserve, pods, processes, expected, got } = wrong;
  const why = whyWrong(wrong, plans);
  return {
    ko: `상한 ${limit}, 예비 ${reserve}, 파드 ${pods} × 프로세스 ${processes}: 받은 값 ${String(got)}, 기대한 값 ${expected}. ${why.ko}`,
    en: `Limit ${limit}, reserve ${reserve}, ${pods} pods × ${processes} processes: got ${String(got)}, expected ${expected}. ${why.en}`,
  };
}

/** One plan may fit several mistakes; a mistake has to fit every plan. */
function whyWrong(wrong: Plan, plans: Plan[]): Text {
  const { limit, reserve, expected, got } = wrong;
  const always = (sizeOf: (plan: Plan) => number) => plans.every((plan) => plan.got === sizeOf(plan));
  const programs = programsOf(wrong);
  if (typeof got !== "number" || !Number.isInteger(got))
    return { ko: "커넥션은 정수로 셉니다.", en: "Connections come in whole numbers." };
  const sum = `${programs} × ${got} = ${programs * got}`;
  if (always((plan) => Math.floor((plan.limit - plan.reserve) / plan.pods)))
    return {
      ko: `풀은 파드마다가 아니라 프로세스마다 하나입니다. 모두 ${sum}개가 됩니다.`,
      en: `There is a pool in every process of every pod: ${sum} in all.`,
    };
  if (always((plan) => Math.floor(plan.limit / programsOf(plan))))
    return {
      ko: `예비 ${reserve}개를 남기지 않았습니다. 다른 프로그램과, 장애를 들여다볼 사람의 자리입니다.`,
      en: `It leaves nothing of the reserve of ${reserve}, which is for other programs and for whoever has to look.`,
    };
  if (got < expected)
    return {
      ko: `${programs} × ${expected} = ${programs * expected}개까지 쓸 수 있는데 ${programs * got}개만 씁니다.`,
      en: `${programs} × ${expected} = ${programs * expected} would fit, and it uses ${programs * got}.`,
    };
  return {
    ko: `${sum}개는 쓸 수 있는 ${limit - reserve}개를 넘습니다.`,
    en: `${sum} is more than the ${limit - reserve} there are.`,
  };
}

function refused({ t, value }: Found<Fleet>): Verdict {
  const { wanted, connected, refused: count, failed, programs, room } = value;
  const verdict = { check: "refused", limit: "0", measured: String(wanted - connected) };
  if (wanted === connected) return { ...verdict, state: "met" };
  const cause = count
    ? {
        ko: `프로세스 ${programs}개가 커넥션 ${wanted}개를 열려 했지만 자리는 ${room}개였습니다. ${count}개가 53300으로 거절됐습니다.`,
        en: `${programs} processes asked for ${wanted} connections where ${room} had room: ${count} were refused with 53300.`,
      }
    : {
        ko: `커넥션 ${wanted}개 중 ${connected}개만 열렸습니다. ${failed}`,
        en: `Of ${wanted} connections, ${connected} could be opened: ${failed}`,
      };
  return { ...verdict, state: "not-met", atMs: Math.round(t), cause };
}

function answers({ t, value: { right, of, wrong } }: Found<Orders>): Verdict {
  const verdict = { check: "answers", limit: `${of} / ${of}`, measured: `${right} / ${of}` };
  if (right === of) return { ...verdict, state: "met" };
  const cause = wrong
    ? {
        ko: `주문 ${wrong.id}의 합계: 기대한 값 ${wrong.expected}, 받은 값 ${wrong.got}.`,
        en: `Order ${wrong.id}: expected a total of ${wrong.expected}, got ${wrong.got}.`,
      }
    : {
        ko: `주문 ${of - right}개가 끝내 답을 받지 못했습니다.`,
        en: `${of - right} orders never had their answer.`,
      };
  return { ...verdict, state: "not-met", atMs: Math.round(t), cause };
}

function time(trace: Trace, orders: Orders, noiseMs: number, read: Read): Verdict {
  const { limitMs, of, width, queryMs, quoteMs } = orders;
  const measured = read.totalMs(trace);
  const fromMs = read.spans(trace).find(read.isTask)?.startMs ?? 0;
  const bound: Bound = { of: "total", most: limitMs, fromMs };
  const state = timing(measured, limitMs, noiseMs);
  const verdict: Verdict = { check: "time", state, limit: `≤ ${ms(limitMs)}`, measured: ms(measured), bound };
  if (state !== "not-met") return verdict;
  const [waves, each] = [of / width, queryMs + quoteMs];
  return {
    ...verdict,
    atMs: Math.round(fromMs + limitMs),
    cause: {
      ko: `주문 ${of}개에 커넥션 ${width}개이므로 ${waves}회차입니다. 회차마다 호출까지 쥐고 기다리면 ${waves} × ${each} = ${waves * each} ms, 쿼리에만 쓰면 ${waves} × ${queryMs} + ${quoteMs} = ${waves * queryMs + quoteMs} ms입니다.`,
      en: `${of} orders on ${width} connections are ${waves} waves. If each order held its connection during the call, that is ${waves} × ${each} = ${waves * each} ms; held for the query only, ${waves} × ${queryMs} + ${quoteMs} = ${waves * queryMs + quoteMs} ms.`,
    },
  };
}

function leaked(failing: Found<Failing>, afterwards: Found<Afterwards>): Verdict {
  const lost = failing.value.inHand;
  const orphaned = afterwards.value.inHand;
  const verdict = { check: "leaked", limit: "0", measured: String(lost + orphaned) };
  if (lost + orphaned === 0) return { ...verdict, state: "met" };
  const cause = lost
    ? {
        ko: `주문 ${failing.value.sent}개가 실패한 뒤 커넥션 ${lost}개가 풀에 돌아오지 않았습니다. 예외가 \`release()\`를 건너뛰었습니다.`,
        en: `After ${failing.value.sent} orders had failed, connections still in hand: ${lost}. The error went past \`release()\`.`,
      }
    : {
        ko: `커넥션 ${orphaned}개가 주인 없이 빠져나갔습니다. 주문은 기다리기를 그만뒀는데, 그것을 모르는 풀이 커넥션을 건넸습니다.`,
        en: `Connections in nobody's hand: ${orphaned}. The order was not waiting for it any more, and the pool, which was not told, handed it over.`,
      };
  return { ...verdict, state: "not-met", atMs: Math.round(lost ? failing.t : afterwards.t), cause };
}

function timeout({ t, value: { patienceMs, waitedMs, error } }: Found<Full>, noiseMs: number): Verdict {
  const [least, most] = [0.9 * patienceMs, 1.1 * patienceMs];
  const limit = `${ms(patienceMs)} ± 10 %`;
  const atMs = Math.round(t);
  if (waitedMs === null)
    return {
      check: "timeout",
      state: "not-met",
      limit,
      measured: "–",
      atMs,
      cause: {
        ko: `빈 커넥션이 없을 때 온 주문이 ${ms(patienceMs + 700)} 뒤에도 기다리고 있었습니다. pg는 정해 주지 않으면 끝없이 기다립니다.`,
        en: `An order that came when no connection was free was still waiting after ${ms(patienceMs + 700)}. Unless told otherwise, pg waits for ever.`,
      },
    };
  const state = waitedMs < least || !error ? "not-met" : timing(waitedMs, most, noiseMs);
  const verdict: Verdict = { check: "timeout", state, limit, measured: ms(waitedMs) };
  if (state !== "not-met") return verdict;
  return {
    ...verdict,
    atMs,
    cause: error
      ? {
          ko: `빈 커넥션이 없을 때 온 주문은 \`patienceMs\`인 ${ms(patienceMs)}까지 기다려야 하는데 ${ms(waitedMs)}에 끝났습니다. ${error}`,
          en: `With no connection free, an order should wait its \`patienceMs\` of ${ms(patienceMs)}; this one ended after ${ms(waitedMs)}: ${error}`,
        }
      : {
          ko: "커넥션 없이 답했습니다. 기다리다 못 받은 주문은 예외로 끝나야 합니다.",
          en: "It answered without a connection. An order that could not get one has to end with an error.",
        },
  };
}
