import type { Trace } from "#protocol";
import { noteOf, unfinished } from "../judging.ts";
import type { Checks, Text, Verdict } from "../types.ts";

const mostBuckets = 1_500;
const limits = { counts: "100 %", retry: "+0–1 ms", memory: `≤ ${mostBuckets.toLocaleString("en-US")}` };

type Got = { allowed?: unknown; retryAfterMs?: unknown; threw?: string } | null;
type Call = {
  traffic: string;
  user: string;
  /** Whether anybody else had called before. */
  others: boolean;
  atMs: number;
  level: number;
  capacity: number;
  /** Whether `buckets` held anything for this user. */
  known: boolean;
  got: Got;
};
type Answers = {
  right: number;
  of: number;
  retries: number;
  rightRetries: number;
  wrongCall?: Call;
  wrongRetry?: Call & { waitMs: number };
};
type Memory = { most: number; least: number; users: number };

/** The clock is virtual: nothing here is a matter of time, so no noise excuses it. */
const checks: Checks = (trace: Trace) => {
  const answers = noteOf<Answers>(trace, "answers")?.value;
  const memory = noteOf<Memory>(trace, "memory")?.value;
  if (!answers || !memory)
    return unfinished(
      trace,
      Object.entries(limits).map(([check, limit]) => ({ check, limit })),
    );
  return [counts(answers), retry(answers), kept(memory)];
};
export default checks;

const number = (value: number) => value.toLocaleString("en-US", { maximumFractionDigits: 2 });
const share = (part: number, whole: number) => `${number(part)} / ${number(whole)}`;

function counts({ right, of, wrongCall }: Answers): Verdict {
  const verdict = { check: "counts", limit: limits.counts, measured: share(right, of) };
  return wrongCall
    ? { ...verdict, state: "not-met", cause: whyWrong(wrongCall) }
    : { ...verdict, state: right === of ? "met" : "not-met" };
}

function whyWrong(call: Call): Text {
  const { traffic, user, atMs, level, capacity, known, others, got } = call;
  const ko = `"${traffic}" 트래픽 ${number(atMs)} ms, ${user}: `;
  const en = `"${traffic}" at ${number(atMs)} ms, ${user}: `;
  if (got?.threw) return { ko: `${ko}예외가 났습니다. ${got.threw}`, en: `${en}threw ${got.threw}` };
  if (typeof got?.allowed !== "boolean")
    return {
      ko: `${ko}기대한 값 { allowed, retryAfterMs }, 받은 값 ${JSON.stringify(got)}.`,
      en: `${en}expected { allowed, retryAfterMs }, got ${JSON.stringify(got)}.`,
    };
  const tokens = number(level);
  if (got.allowed && !known)
    return {
      ko: `${ko}토큰이 ${tokens}개뿐이던 버킷을 너무 일찍 잊었습니다. 새 버킷은 ${capacity}개로 가득 차 있습니다.`,
      en: `${en}this bucket was forgotten while it held only ${tokens} tokens. A new one starts with ${capacity}.`,
    };
  if (got.allowed)
    return {
      ko: `${ko}토큰이 ${tokens}개뿐인데 통과했습니다. 하나가 차야 통과할 수 있습니다.`,
      en: `${en}let through with only ${tokens} tokens. It takes a whole one.`,
    };
  if (others && !known)
    return {
      ko: `${ko}자기 토큰은 ${tokens}개인데 거절되었습니다. 다른 사용자가 쓴 토큰까지 이 사용자가 갚고 있습니다.`,
      en: `${en}refused, with ${tokens} tokens of their own. They pay for what other users have taken.`,
    };
  return {
    ko: `${ko}토큰이 ${tokens}개여야 하는데 거절되었습니다. 조금씩 차는 토큰이 물어볼 때마다 버려지고 있지 않나요?`,
    en: `${en}refused, where ${tokens} tokens should have been. Is a fraction of a token lost with every look?`,
  };
}

function retry({ rightRetries, retries, wrongRetry }: Answers): Verdict {
  const verdict = { check: "retry", limit: limits.retry, measured: share(rightRetries, retries) };
  if (!wrongRetry) return { ...verdict, state: retries > 0 && rightRetries === retries ? "met" : "not-met" };
  const { traffic, user, got, waitMs } = wrongRetry;
  const told = String(got?.retryAfterMs);
  const needed = number(waitMs);
  const early = Number(got?.retryAfterMs) < waitMs;
  return {
    ...verdict,
    state: "not-met",
    cause: {
      ko: `"${traffic}" 트래픽의 ${user}: ${told} ms 뒤에 오라고 했지만, 토큰은 ${needed} ms 뒤에 찹니다. ${early ? "다시 와도 또 거절당합니다." : "그만큼 기다릴 필요가 없었습니다."}`,
      en: `"${traffic}", ${user}: told to come back in ${told} ms, where the token is there in ${needed} ms. ${early ? "They would be refused again." : "They wait for nothing."}`,
    },
  };
}

function kept({ most, least, users }: Memory): Verdict {
  const verdict = { check: "memory", limit: limits.memory, measured: number(most) };
  if (most < least)
    return {
      ...verdict,
      state: "not-met",
      cause: {
        ko: `아직 덜 찬 버킷이 ${number(least)}개는 있어야 하는데 \`buckets\`에는 ${number(most)}개뿐입니다. 넘겨받은 Map에 보관하세요.`,
        en: `At least ${number(least)} buckets were not full, and \`buckets\` held ${number(most)}. Keep them in the map you are given.`,
      },
    };
  if (most <= mostBuckets) return { ...verdict, state: "met" };
  return {
    ...verdict,
    state: "not-met",
    cause: {
      ko: `한 번씩 다녀간 ${number(users)}명 가운데 ${number(most)}명을 아직 기억합니다. 다시 가득 찬 버킷은 새 버킷과 다를 것이 없습니다.`,
      en: `Of ${number(users)} users who called once, ${number(most)} are still remembered. A bucket that is full again tells you nothing a new one would not.`,
    },
  };
}
