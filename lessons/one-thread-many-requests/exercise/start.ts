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

// ko: await가 네 번 있습니다. 그중 하나는 스레드를 내려놓지 않습니다.
// en: Four awaits. One of them never lets go of the thread.
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

async function taxRate(country: string, shop: Shop) {
  return shop.tax.lookup(country);
}
