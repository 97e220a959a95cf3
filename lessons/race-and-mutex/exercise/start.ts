type Order = { from: string; to: string; amount: number };
type Bank = {
  read(account: string): Promise<number>;
  write(account: string, balance: number): Promise<void>;
};

// ko: 혼자 실행하면 맞습니다. 이백 건이 함께 오면요?
// en: Right when it is alone. And when two hundred come together?
export async function transfer(order: Order, bank: Bank) {
  await move(order, bank);
}

async function move({ from, to, amount }: Order, bank: Bank) {
  const source = await bank.read(from);
  const target = await bank.read(to);
  await bank.write(from, source - amount);
  await bank.write(to, target + amount);
}
