import { lab } from "lab";
import { Piscina } from "piscina";

const size = /* knob:size */ 4;
const pool = new Piscina({
  filename: new URL("./job.ts", import.meta.url).href,
  minThreads: size,
  maxThreads: size,
  // ko: 쉬는 스레드가 차트에서 쉬는 것으로 보이게 합니다.
  // en: So that an idle thread is seen to be idle on the chart.
  atomics: "disabled",
});
const awake = Array.from({ length: size }, () =>
  pool.run(0, { name: "warm" }),
);
await Promise.all(awake);

await lab.fire(/* knob:jobs */ 10, (id) => pool.run(id));
await pool.close();
