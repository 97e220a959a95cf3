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

// ko: 계좌마다 락 하나. 누가 보내든 같은 순서로 잠급니다.
// en: A lock for each account, taken in the same order by everybody.
export async function transfer(order: Order, bank: Bank) {
  const { from, to } = order;
  const [first, second] = from < to ? [from, to] : [to, from];
  await lockOf(first).runExclusive(() =>
    lockOf(second).runExclusive(() => move(order, bank)),
  );
}

async function move({ from, to, amount }: Order, bank: Bank) {
  const source = await bank.read(from);
  const target = await bank.read(to);
  await bank.write(from, source - amount);
  await bank.write(to, target + amount);
}
