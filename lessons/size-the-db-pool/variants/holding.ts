import { lab } from "lab";
import { Pool } from "pg";

const pool = new Pool({ max: /* knob:size */ 5 });

async function order(id: number) {
  const client = await pool.connect();
  try {
    await lab.span(`order ${id}`, async () => {
      await client.query("SELECT pg_sleep(0.01)");
      // ko: 배송 업체를 기다리는 동안에도 커넥션은 손에 있습니다.
      // en: It waits for the carrier with the connection in its hand.
      await quote();
    });
  } finally {
    client.release();
  }
}

// ko: 배송 업체에 보내는 HTTP 호출을 대신합니다.
// en: Stands for an HTTP call to a carrier.
const quote = () => lab.io(/* knob:call */ 100);

// ko: 커넥션은 주문이 오기 전에 열어 둡니다.
// en: The connections are open before the orders come.
const all = Array.from({ length: pool.options.max }, () =>
  pool.connect(),
);
for (const client of await Promise.all(all)) client.release();

await lab.fire(20, (id) => order(id));
await pool.end();
