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

// Locked in order, unlocked at the end, if it gets there.
export async function transfer(order: Order, bank: Bank) {
  const { from, to } = order;
  const [first, second] = from < to ? [from, to] : [to, from];
  const releaseFirst = await lockOf(first).acquire();
  const releaseSecond = await lockOf(second).acquire();
  await move(order, bank);
  releaseSecond();
  releaseFirst();
}

async function move({ from, to, amount }: Order, bank: Bank) {
  const source = await bank.read(from);
  const target = await bank.read(to);
  await bank.write(from, source - amount);
  await bank.write(to, target + amount);
}
