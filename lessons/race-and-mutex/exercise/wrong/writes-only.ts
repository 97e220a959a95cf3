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

// Reading harms nobody, so only the writes are locked.
export async function transfer(
  { from, to, amount }: Order,
  bank: Bank,
) {
  const source = await bank.read(from);
  const target = await bank.read(to);
  const [first, second] = from < to ? [from, to] : [to, from];
  await lockOf(first).runExclusive(() =>
    lockOf(second).runExclusive(async () => {
      await bank.write(from, source - amount);
      await bank.write(to, target + amount);
    }),
  );
}
