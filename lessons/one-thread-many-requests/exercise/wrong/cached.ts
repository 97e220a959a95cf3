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

// Asks once a country. That once still holds the thread.
export async function handle(order: Order, shop: Shop) {
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

const known = new Map<string, number>();

async function taxRate(country: string, shop: Shop) {
  let rate = known.get(country);
  if (rate === undefined) {
    rate = shop.tax.lookup(country);
    known.set(country, rate);
  }
  return rate;
}
