import { Mutex } from "async-mutex";

type Order = { from: string; to: string; amount: number };
type Bank = {
  read(account: string): Promise<number>;
  write(account: string, balance: number): Promise<void>;
};

const everything = new Mutex();

// One lock for the whole bank: certainly safe.
export async function transfer(order: Order, bank: Bank) {
  await everything.runExclusive(() => move(order, bank));
}

async function move({ from, to, amount }: Order, bank: Bank) {
  const source = await bank.read(from);
  const target = await bank.read(to);
  await bank.write(from, source - amount);
  await bank.write(to, target + amount);
}
