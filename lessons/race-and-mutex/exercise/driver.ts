/** Two hundred transfers at once between eight accounts, then some more of which a few meet a closed account. */
import { lab } from "lab";
import { transfer } from "./transfer.ts";

const random = seeded(Number(process.env.APP_SEED ?? 1));
const between = (low: number, high: number) =>
  low + Math.floor(random() * (high - low + 1));

/** So many times in a row that nothing moved, and nothing will any more. */
const quietTicks = 5;
const tickMs = 100;
const accountClosed = new Error("account closed");

type Account = { balance: number; closed: boolean; changes: number };
type Order = { id: number; from: string; to: string; amount: number };

lab.note("workload", {
  ko: `이체 200건을 계좌 8개 사이에서 한꺼번에. 씨앗 ${process.env.APP_SEED ?? 1}, 읽기와 쓰기 1–3 ms`,
  en: `200 transfers at once between 8 accounts. Seed ${process.env.APP_SEED ?? 1}, reads and writes of 1–3 ms`,
});
lab.note("crowd", await round("ABCDEFGH", "", 200));
// Accounts of their own: a lock that was never opened in the first round stays in the first round.
lab.note("closed", await round("JKLMNPQR", "MQ", 40));

async function round(names: string, closed: string, count: number) {
  const accounts = new Map(
    [...names].map((name): [string, Account] => [
      name,
      {
        balance: between(1_000, 9_000),
        closed: closed.includes(name),
        changes: 0,
      },
    ]),
  );
  const orders = Array.from({ length: count }, (_, index): Order => {
    const from = between(0, names.length - 1);
    const to = (from + between(1, names.length - 1)) % names.length;
    const amount = between(1, 99);
    return {
      id: index + 1,
      from: names.charAt(from),
      to: names.charAt(to),
      amount,
    };
  });
  const isRefused = ({ from, to }: Order) =>
    closed.includes(from) || closed.includes(to);
  const wanted = new Map(
    [...accounts].map(([name, { balance }]) => [name, balance]),
  );
  for (const order of orders.filter((one) => !isRefused(one))) {
    wanted.set(
      order.from,
      (wanted.get(order.from) ?? 0) - order.amount,
    );
    wanted.set(order.to, (wanted.get(order.to) ?? 0) + order.amount);
  }

  const bank = openBank(accounts);
  let settled = 0;
  let refused = 0;
  const over = lab.fire(count, async (id) => {
    const { from, to, amount } = orders[id - 1] as Order;
    try {
      await transfer({ from, to, amount }, bank.of(id));
    } catch (error) {
      if (error === accountClosed) refused += 1;
      else lab.note("threw", String(error).slice(0, 200));
    }
    settled += 1;
  });
  await stillMoving(over, bank.operations);

  const wrong = [...wanted]
    .map(([name, should]) => ({
      name,
      should,
      has: accounts.get(name)?.balance ?? 0,
    }))
    .filter(({ should, has }) => should !== has);
  return {
    settled,
    of: count,
    refused,
    refusals: orders.filter(isRefused).length,
    accounts: accounts.size,
    wrong: wrong.length,
    first: wrong[0] ?? null,
    gained: wrong.reduce(
      (sum, { should, has }) => sum + has - should,
      0,
    ),
    overlap: bank.overlap(),
  };
}

/** Every transfer has a counter of its own at the bank, so it is known who was there together. */
function openBank(accounts: Map<string, Account>) {
  const there = new Map<number, number>();
  let operations = 0;
  let overlap = 0;
  let isTold = false;

  async function serve(id: number): Promise<void> {
    operations += 1;
    there.set(id, (there.get(id) ?? 0) + 1);
    overlap = Math.max(overlap, there.size);
    await lab.span(`transfer ${id}`, () => lab.io(between(1, 3)));
    const left = (there.get(id) ?? 1) - 1;
    if (left > 0) there.set(id, left);
    else there.delete(id);
  }

  function of(id: number) {
    const seen = new Map<string, number>();
    return {
      async read(name: string) {
        const account = accountOf(name);
        await serve(id);
        if (account.closed) throw accountClosed;
        seen.set(name, account.changes);
        return account.balance;
      },
      async write(name: string, balance: number) {
        const account = accountOf(name);
        await serve(id);
        // The first write that rests on a balance somebody has changed since.
        if (seen.get(name) !== account.changes && !isTold) {
          isTold = true;
          lab.note("overwrote", { id, account: name });
        }
        account.balance = balance;
        account.changes += 1;
        seen.set(name, account.changes);
      },
    };
  }

  function accountOf(name: string): Account {
    const account = accounts.get(name);
    if (!account)
      throw new Error(
        `expected one of ${[...accounts.keys()].join("")}, got ${String(name)}`,
      );
    return account;
  }
  return { of, operations: () => operations, overlap: () => overlap };
}

/** Until all is over, or nothing has happened at the bank for a while: transfers that wait for one another wait for ever. */
async function stillMoving(
  over: Promise<unknown>,
  operations: () => number,
): Promise<void> {
  let isOver = false;
  const end = over.then(() => {
    isOver = true;
  });
  let quiet = 0;
  for (let before = -1; !isOver && quiet < quietTicks; ) {
    quiet = operations() === before ? quiet + 1 : 0;
    before = operations();
    await Promise.race([end, lab.io(tickMs)]);
  }
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
