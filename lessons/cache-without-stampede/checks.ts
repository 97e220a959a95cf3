import type { Trace } from "#protocol";
import { noteOf, unfinished } from "../judging.ts";
import type { Checks, Text, Verdict } from "../types.ts";

const limits = { calls: "100 %", answers: "100 %", failures: "100 %", copies: "0" };

type Visit = { age: string; ageMs: number; callers: number; value: string };
type Crowds = {
  visits: number;
  rightVisits: number;
  answers: number;
  right: number;
  wrongVisit?: Visit & { wanted: number; got: number };
  wrongAnswer?: Visit & { waitedMs: number; limit: number; threw?: string };
};
type Failures = {
  crowd: number;
  told: number;
  callsAfter: number;
  again: unknown;
  goodCalls: number;
  stale: number;
  retried: unknown;
  retries: number;
  last: unknown;
  unhandled: number;
};
type Writers = { together: number; later: number; answered: number; of: number };

/** The clock is virtual: nothing here is a matter of time, so no noise excuses it. */
const checks: Checks = (trace: Trace) => {
  const crowds = noteOf<Crowds>(trace, "crowds")?.value;
  const failures = noteOf<Failures>(trace, "failures")?.value;
  const writers = noteOf<Writers>(trace, "writers")?.value;
  if (!crowds || !failures || !writers)
    return unfinished(
      trace,
      Object.entries(limits).map(([check, limit]) => ({ check, limit })),
    );
  return [calls(crowds), answers(crowds), failed(failures), copies(writers)];
};
export default checks;

const number = (value: number) => value.toLocaleString("en-US", { maximumFractionDigits: 2 });
const share = (part: number, whole: number) => `${number(part)} / ${number(whole)}`;

function calls({ visits, rightVisits, wrongVisit }: Crowds): Verdict {
  const verdict = { check: "calls", limit: limits.calls, measured: share(rightVisits, visits) };
  if (wrongVisit) return { ...verdict, state: "not-met", cause: whyCalled(wrongVisit) };
  return { ...verdict, state: visits > 0 && rightVisits === visits ? "met" : "not-met" };
}

function whyCalled({ age, ageMs, callers, value, wanted, got }: NonNullable<Crowds["wrongVisit"]>): Text {
  const counts: Text = {
    ko: `${callers}명이 한꺼번에 왔고, 원본 호출은 ${wanted}번이어야 하는데 ${got}번이었습니다.`,
    en: `${callers} callers came at once. Origin calls expected: ${wanted}, got: ${got}.`,
  };
  const why = (ko: string, en: string): Text => ({ ko: `${ko} ${counts.ko}`, en: `${en} ${counts.en}` });
  if (age === "fresh" && value !== "a product")
    return why(
      `원본의 답이 ${value}였습니다. 이것도 넣어 둔 값입니다.`,
      `The origin's answer was ${value}, and that is a kept value too.`,
    );
  if (age === "fresh")
    return why(
      `${number(ageMs)} ms 된 새 값이 있습니다.`,
      `There was a fresh value, ${number(ageMs)} ms old, and it was asked for again.`,
    );
  if (age === "loading" || age === "refreshing")
    return why("원본 호출이 이미 하나 떠 있습니다.", "One call to the origin was under way already.");
  if (got === 0 && age === "expired")
    return why(
      `${number(ageMs)} ms 된 값이라 한계를 넘겼습니다.`,
      `The value was ${number(ageMs)} ms old, past every limit.`,
    );
  if (got === 0 && age === "stale")
    return why(
      "낡은 값을 내주었으면 뒤에서 새로 가져와야 합니다.",
      "Whoever hands out a stale value has to refresh it.",
    );
  if (got > wanted)
    return why(
      `${ageName[age]?.ko ?? age} 키입니다. 저마다 비어 있다고 보고 따로 갔습니다.`,
      `The key was ${age}: each saw that for itself and went alone.`,
    );
  return why(`${ageName[age]?.ko ?? age} 키입니다.`, `The key was ${age}.`);
}

const ageName: Record<string, Text> = {
  cold: { ko: "차가운", en: "cold" },
  stale: { ko: "낡은", en: "stale" },
  expired: { ko: "만료된", en: "expired" },
};

function answers({ answers, right, wrongAnswer }: Crowds): Verdict {
  const verdict = { check: "answers", limit: limits.answers, measured: share(right, answers) };
  if (wrongAnswer) return { ...verdict, state: "not-met", cause: whyAnswered(wrongAnswer) };
  if (answers > 0 && right === answers) return { ...verdict, state: "met" };
  return {
    ...verdict,
    state: "not-met",
    cause: {
      ko: `${number(answers)}명 중 ${number(answers - right)}명은 끝내 답을 받지 못했습니다.`,
      en: `${number(answers - right)} of ${number(answers)} answers never came.`,
    },
  };
}

function whyAnswered({ age, ageMs, value, waitedMs, limit, threw }: NonNullable<Crowds["wrongAnswer"]>): Text {
  if (threw) return { ko: `예외가 났습니다. ${threw}`, en: `It threw ${threw}` };
  if (age === "expired")
    return {
      ko: `${number(ageMs)} ms 된 값을 내주었습니다. ttl + swr은 ${number(limit)} ms입니다.`,
      en: `A value ${number(ageMs)} ms old was handed out, where ttl + swr is ${number(limit)} ms.`,
    };
  const atOnce = age === "fresh" || age === "stale" || age === "refreshing";
  if (atOnce && waitedMs > 0)
    return {
      ko: `${number(ageMs)} ms 된 값이 있는데도 원본을 ${number(waitedMs)} ms 기다렸습니다. 바로 답할 수 있었습니다.`,
      en: `There was a value ${number(ageMs)} ms old to answer with, and the caller waited ${number(waitedMs)} ms for the origin.`,
    };
  return {
    ko: `나이 ${number(ageMs)} ms인 키(${value === "a product" ? "상품" : value})에서 다른 값을 받았습니다.`,
    en: `At ${number(ageMs)} ms (${value}) the answer was another one than the origin had given.`,
  };
}

function failed(seen: Failures): Verdict {
  const { crowd, told, callsAfter, again, goodCalls, stale, retried, retries, last, unhandled } = seen;
  const rows: [boolean, Text][] = [
    [
      told === crowd,
      {
        ko: `원본이 실패했을 때 기다리던 ${crowd}명 중 ${told}명만 그 오류를 받았습니다.`,
        en: `When the origin failed, ${told} of the ${crowd} who waited were given its error.`,
      },
    ],
    [
      callsAfter === 2 && again === goodCalls,
      {
        ko: `실패한 뒤에 온 호출이 원본에 다시 묻지 않고 "${String(again)}"를 받았습니다. 실패가 남아 있습니다.`,
        en: `After a failure the next caller got "${String(again)}" and the origin had ${callsAfter} calls: the failure was kept.`,
      },
    ],
    [
      stale === crowd && retried === goodCalls,
      {
        ko: `뒤에서 새로 가져오기에 실패했을 뿐인데, 낡은 값을 받은 사람이 ${crowd}명 중 ${stale}명입니다.`,
        en: `Only a refresh had failed, and ${stale} of ${crowd} callers were given the stale value that was there.`,
      },
    ],
    [
      retries >= 2,
      {
        ko: "새로 가져오기에 한 번 실패한 뒤로 다시 시도하지 않았습니다. 실패가 남아 있습니다.",
        en: "After one failed refresh nobody tried again: the failure was kept.",
      },
    ],
    [
      last === "its error",
      {
        ko: `한계를 넘긴 값밖에 없고 원본은 죽었습니다. 오류를 받아야 하는데 "${String(last)}"를 받았습니다.`,
        en: `The value was past its limit and the origin down. The caller should be given its error, and got "${String(last)}".`,
      },
    ],
    [
      unhandled === 0,
      {
        ko: `아무도 받지 않은 거부가 ${unhandled}번 있었습니다. Node는 이때 프로세스를 끝냅니다.`,
        en: `${unhandled} rejections were heard by nobody. Node ends the process for one.`,
      },
    ],
  ];
  const wrong = rows.find(([isRight]) => !isRight);
  const measured = share(rows.filter(([isRight]) => isRight).length, rows.length);
  const verdict = { check: "failures", limit: limits.failures, measured };
  return wrong ? { ...verdict, state: "not-met", cause: wrong[1] } : { ...verdict, state: "met" };
}

function copies({ together, later, answered, of }: Writers): Verdict {
  const verdict = { check: "copies", limit: limits.copies, measured: number(together + later) };
  if (together + later === 0 && answered === of) return { ...verdict, state: "met" };
  const cause: Text =
    together > 0
      ? {
          ko: `함께 기다린 사람들이 객체 하나를 나누어 받아, ${number(together)}명이 남이 쓴 것을 보았습니다.`,
          en: `Callers who waited together were handed one object: ${number(together)} saw what another had written into it.`,
        }
      : later > 0
        ? {
            ko: `받은 값을 고쳤더니 캐시 안의 값이 바뀌었습니다. 나중에 온 ${number(later)}명이 그것을 보았습니다.`,
            en: `What a caller wrote changed the kept value: ${number(later)} later callers saw it.`,
          }
        : {
            ko: `${number(of)}명 중 ${number(answered)}명만 답을 받았습니다.`,
            en: `${number(answered)} of ${number(of)} callers had an answer.`,
          };
  return { ...verdict, state: "not-met", cause };
}
