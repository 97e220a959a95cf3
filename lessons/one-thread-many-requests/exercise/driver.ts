/** Thirty orders at once against a shop whose prices, taxes and delays come from the seed. */
import { lab } from "lab";
import { handle } from "./handler.ts";

const orderCount = 30;
const random = seeded(Number(process.env.APP_SEED ?? 1));
const between = (low: number, high: number) =>
  low + Math.floor(random() * (high - low + 1));

const skus = table(
  ["bolt", "cable", "fuse", "relay", "switch"],
  () => ({
    stock: between(0, 9),
    stockMs: between(10, 20),
    price: between(200, 9_000),
    priceMs: between(10, 25),
  }),
);
const countries = table(["DE", "FR", "JP", "KR", "US"], () => ({
  rate: between(5, 27) / 100,
  rateMs: between(20, 30),
}));
const signMs = between(5, 15);

const orders = Array.from({ length: orderCount }, (_, index) => ({
  id: index + 1,
  sku: pick([...skus.keys()]),
  quantity: between(1, 9),
  country: pick([...countries.keys()]),
}));
type Order = (typeof orders)[number];

const shop = {
  async stock(sku: string) {
    await lab.io(of(skus, sku).stockMs);
    return of(skus, sku).stock;
  },
  async price(sku: string) {
    await lab.io(of(skus, sku).priceMs);
    return of(skus, sku).price;
  },
  tax: {
    lookup(country: string) {
      lab.block(of(countries, country).rateMs);
      return of(countries, country).rate;
    },
    async fetch(country: string) {
      await lab.io(of(countries, country).rateMs);
      return of(countries, country).rate;
    },
  },
  async sign(text: string) {
    await lab.io(signMs);
    return signatureOf(text);
  },
};

function expected({ id, sku, quantity, country }: Order) {
  const { price, stock } = of(skus, sku);
  const total = Math.round(
    price * quantity * (1 + of(countries, country).rate),
  );
  return {
    id,
    accepted: stock >= quantity,
    total,
    signature: signatureOf(`${id}:${total}`),
  };
}

/** The same waits in the same shape, done right: what this machine needs for them just now. */
async function reference() {
  const startedMs = performance.now();
  await Promise.all(
    orders.map(async (order) => {
      for (const ms of delays(order)) await lab.io(ms);
    }),
  );
  const idealMs = Math.max(
    ...orders.map((order) =>
      delays(order).reduce((sum, ms) => sum + ms, 0),
    ),
  );
  lab.note("reference", { ms: performance.now() - startedMs, idealMs });
}

const delays = ({ sku, country }: Order) => [
  of(skus, sku).stockMs,
  of(skus, sku).priceMs,
  of(countries, country).rateMs,
  signMs,
];

await reference();
lab.note("workload", {
  ko: `주문 ${orderCount}개가 한꺼번에. 씨앗 ${process.env.APP_SEED ?? 1}, 세율 조회 20–30 ms`,
  en: `${orderCount} orders at once. Seed ${process.env.APP_SEED ?? 1}, tax lookups of 20–30 ms`,
});

let right = 0;
const wrong: { id: number; expected: unknown; got: unknown }[] = [];
await lab.fire(orderCount, async (id) => {
  const order = orders[id - 1] as Order;
  const got = await lab.span(`order ${id}`, () => attempt(order));
  if (same(got, expected(order))) right += 1;
  else wrong.push({ id, expected: expected(order), got: got ?? null });
});
lab.note("answers", {
  right,
  of: orderCount,
  wrong: wrong.toSorted((a, b) => a.id - b.id).slice(0, 1),
});

/** A throw is an answer too: a wrong one that says why. */
async function attempt(order: Order): Promise<unknown> {
  try {
    return await handle({ ...order }, shop);
  } catch (error) {
    return { threw: String(error).slice(0, 200) };
  }
}

function same(got: unknown, wanted: Record<string, unknown>): boolean {
  const fields = got as Record<string, unknown> | null | undefined;
  return (
    typeof fields === "object" &&
    Object.entries(wanted).every(
      ([key, value]) => fields?.[key] === value,
    )
  );
}

function signatureOf(text: string): string {
  let hash = 2_166_136_261;
  for (const char of text)
    hash = Math.imul(hash ^ char.charCodeAt(0), 16_777_619);
  return (hash >>> 0).toString(36);
}

function table<T>(names: string[], make: () => T): Map<string, T> {
  return new Map(names.map((name) => [name, make()]));
}

function of<T>(entries: Map<string, T>, name: string): T {
  const found = entries.get(name);
  if (found === undefined)
    throw new Error(
      `expected one of ${[...entries.keys()].join(", ")}, got ${String(name)}`,
    );
  return found;
}

function pick<T>(list: T[]): T {
  return list[between(0, list.length - 1)] as T;
}

/** Mulberry32: small, and the same everywhere for the same seed. */
function seeded(seed: number) {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed =
      (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
