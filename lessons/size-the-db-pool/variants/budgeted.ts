import { lab } from "lab";
import { Pool } from "pg";

// ko: DB의 상한에서 거꾸로 나눕니다. 나머지는 버립니다.
// en: Divided backwards, from the database's limit. The remainder is dropped.
function budget(limit: number, reserve: number, processes: number) {
  return Math.floor((limit - reserve) / processes);
}

const count = /* knob:processes */ 4;
const max = budget(100, /* knob:reserve */ 10, count);
const processes = Array.from(
  { length: count },
  () => new Pool({ max }),
);

async function handle(pool: Pool) {
  await pool.query("SELECT pg_sleep(0.2)");
  lab.count("answered");
}

// ko: 프로세스마다 요청 30개가 한꺼번에 옵니다.
// en: Thirty requests at once for each process.
lab.count("refused", 0);
await lab.fire(30 * processes.length, async (n) => {
  const at = n % processes.length;
  const name = `process ${at + 1}, request ${n}`;
  await lab
    .span(name, () => handle(processes[at] as Pool))
    .catch((error) => {
      lab.count("refused");
      console.log(`${name}: ${error.code} ${error.message}`);
    });
});

const open = processes.map(({ totalCount }) => totalCount);
lab.set(
  "connections",
  open.reduce((sum, n) => sum + n, 0),
);
console.log(`connections open: ${open.join(" + ")}`);
await Promise.all(processes.map((pool) => pool.end()));
