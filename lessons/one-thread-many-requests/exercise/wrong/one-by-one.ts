type Order = {
  id: number;
  sku: string;
  quantity: number;
  country: string;
};
type Shop = {
  stock(sku: string): Promise<number>;
  price(sku: string): Promise<number>;
  tax: {
    lookup(country: string): number;
    fetch(country: string): Promise<number>;
  };
  sign(text: string): Promise<string>;
};

// One order at a time, to be safe.
let turn: Promise<unknown> = Promise.resolve();

export function handle(order: Order, shop: Shop) {
  const answer = turn.then(() => serve(order, shop));
  turn = answer;
  return answer;
}

async function serve(order: Order, shop: Shop) {
  const stock = await shop.stock(order.sku);
  const net = await subtotal(order, shop);
  const rate = await taxRate(order.country, shop);
  const total = Math.round(net * (1 + rate));
  const signature = await shop.sign(`${order.id}:${total}`);
  return {
    id: order.id,
    accepted: stock >= order.quantity,
    total,
    signature,
  };
}

async function subtotal(order: Order, shop: Shop) {
  const price = await shop.price(order.sku);
  return price * order.quantity;
}

async function taxRate(country: string, shop: Shop) {
  return shop.tax.fetch(country);
}
