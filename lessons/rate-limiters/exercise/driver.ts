/** Six kinds of traffic on a virtual clock; rate, capacity, names and moments come from the seed. */
import { lab } from "lab";
import { createLimiter } from "./limiter.ts";

const seed = Number(process.env.APP_SEED ?? 1);
const random = seeded(seed);
const between = (low: number, high: number) =>
  low + Math.floor(random() * (high - low + 1));

const rate = between(2, 9);
const capacity = between(4, 12);
const fillMs = Math.ceil((capacity / rate) * 1_000);
const crowd = between(1_600, 2_000);
const passersBy = 10_000;
const perFill = 500;
const names = ["ada", "grace", "edsger", "barbara", "tony", "radia"];
const [ann = "", ben = ""] = names.toSorted(() => random() - 0.5);

lab.note("workload", {
  ko: `초당 ${rate}개, 용량 ${capacity}. 여섯 가지 트래픽, 씨앗 ${seed}`,
  en: `${rate} a second, capacity ${capacity}. Six kinds of traffic, seed ${seed}`,
});

const tally = { right: 0, of: 0, retries: 0, rightRetries: 0 };
let wrongCall: object | undefined;
let wrongRetry: object | undefined;

await traffic("burst", async ({ call, pass }) => {
  for (let n = between(3, 6) + capacity; n > 0; n -= 1) call(ann);
  await pass(between(1_200, 2_800) / rate);
  for (let n = capacity; n > 0; n -= 1) call(ann);
});

await traffic("neighbours", async ({ call, pass }) => {
  for (let round = 0; round < 6; round += 1) {
    for (let n = capacity; n > 0; n -= 1) call(ann);
    call(ben);
    await pass(between(1_100, 1_900) / rate);
  }
});

await traffic("impatient", async ({ call, pass }) => {
  for (let n = capacity; n > 0; n -= 1) call(ann);
  for (let asked = 0; asked < 60; asked += 1) {
    await pass(between(60, 400) / rate);
    call(ann);
  }
});

await traffic("long away", async ({ call, pass }) => {
  for (let n = between(1, capacity); n > 0; n -= 1) call(ann);
  await pass(fillMs * between(3, 9));
  for (let n = capacity + between(2, 5); n > 0; n -= 1) call(ann);
});

await traffic("crowd", async ({ call, pass }) => {
  for (let n = capacity + 1; n > 0; n -= 1) call(ann);
  for (let n = 1; n <= crowd; n += 1) {
    call(`guest ${n}`);
    if (n % 200 === 0) await pass(between(20, 80) / rate);
  }
  for (let n = between(1, 3); n > 0; n -= 1) call(ann);
});

await traffic("passers-by", async ({ call, pass, buckets }) => {
  let most = 0;
  for (let n = 1; n <= passersBy; n += 1) {
    call(`visitor ${n}`);
    most = Math.max(most, buckets.size);
    if (n % 20 === 0) await pass((fillMs * 20) / perFill);
  }
  // Whoever came within this time has not got their token back.
  const least = Math.floor(perFill / capacity);
  lab.note("memory", { most, least, users: passersBy });
});

lab.note("answers", { ...tally, wrongCall, wrongRetry });

type Traffic = {
  call(user: string): void;
  pass(ms: number): Promise<void>;
  buckets: Map<string, never>;
};

/** One limiter of the learner's beside a model of the same, asked the same at the same moments. */
async function traffic(
  name: string,
  play: (with_: Traffic) => Promise<void>,
) {
  const clock = lab.clock();
  const buckets = new Map<string, never>();
  const take = createLimiter({ rate, capacity, clock, buckets });
  const model = createModel(clock.now);

  function call(user: string) {
    const known = buckets.has(user);
    const got = attempt(() => take(user));
    const wanted = model.take(user);
    const shown = {
      traffic: name,
      user,
      others: model.users() > 1,
      atMs: clock.now(),
      level: wanted.level / 1_000,
      capacity,
      known,
      got,
    };
    tally.of += 1;
    if (got?.allowed === wanted.allowed) tally.right += 1;
    else wrongCall ??= shown;
    if (wanted.allowed || got?.allowed !== false) return;
    const waitMs = (1_000 - wanted.level) / rate;
    const late = Number(got.retryAfterMs) - waitMs;
    tally.retries += 1;
    if (late > -0.001 && late < 1.001) tally.rightRetries += 1;
    else wrongRetry ??= { ...shown, waitMs };
  }

  /** A moment later where somebody's level would stand too close to a whole token for floating point. */
  async function pass(ms: number) {
    let until = Math.round(clock.now() + ms);
    while (model.isCloseAt(until)) until += 1;
    await clock.advance(until - clock.now());
  }

  await lab.span(name, () => play({ call, pass, buckets }));
}

/** Levels in thousandths of a token: whole numbers, so exact. */
function createModel(now: () => number) {
  const full = capacity * 1_000;
  const buckets = new Map<string, { level: number; at: number }>();
  const levelAt = (user: string, ms: number) => {
    const { level, at } = buckets.get(user) ?? { level: full, at: ms };
    return Math.min(full, level + (ms - at) * rate);
  };
  return {
    users: () => buckets.size,
    isCloseAt: (ms: number) =>
      [ann, ben].some((user) => {
        const level = levelAt(user, ms);
        const off = Math.abs(level - Math.round(level / 1_000) * 1_000);
        return level < full && off < 20;
      }),
    take(user: string) {
      const level = levelAt(user, now());
      const allowed = level >= 1_000;
      buckets.set(user, {
        level: allowed ? level - 1_000 : level,
        at: now(),
      });
      return { allowed, level };
    },
  };
}

type Answer = {
  allowed?: unknown;
  retryAfterMs?: unknown;
  threw?: string;
};

/** A throw is an answer too: a wrong one that says why. */
function attempt(take: () => Answer): Answer | null {
  try {
    return take() ?? null;
  } catch (error) {
    return { threw: String(error).slice(0, 200) };
  }
}

/** Mulberry32: small, and the same everywhere for the same seed. */
function seeded(from: number) {
  let state = from | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed =
      (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
