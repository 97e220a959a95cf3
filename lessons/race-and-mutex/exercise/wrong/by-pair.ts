import { Mutex } from "async-mutex";

type Order = { from: string; to: string; amount: number };
type Bank = {
  read(account: string): Promise<number>;
  write(account: string, balance: number): Promise<void>;
};

const locks = new Map<string, Mutex>();

function lockOf(account: string): Mutex {
  const lock = locks.get(account) ?? new Mutex();
  locks.set(account, lock);
  return lock;
}

// A lock for each pair of accounts, whichever way the money goes.
export async function transfer(order: Order, bank: Bank) {
  const pair = [order.from, order.to].sort().join(" ");
  await lockOf(pair).runExclusive(() => move(order, bank));
}

async function move({ from, to, amount }: Order, bank: Bank) {
  const source = await bank.read(from);
  const target = await bank.read(to);
  await bank.write(from, source - amount);
  await bank.write(to, target + amount);
}
