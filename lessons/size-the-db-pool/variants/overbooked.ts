import { lab } from "lab";
import { Pool } from "pg";

// ko: 풀 하나가 프로세스 하나를 대신합니다. pool_size 10에 max_overflow 20.
// en: Each pool stands in for a process: pool_size 10, max_overflow 20.
const processes = Array.from(
  { length: /* knob:processes */ 4 },
  () => new Pool({ max: /* knob:max */ 30 }),
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
