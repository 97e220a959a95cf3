import { lab } from "lab";
import { Piscina } from "piscina";
import { traffic } from "./traffic.ts";

const service = await lab.upstream({ latency: 60 });
const threads = /* knob:threads */ 2;
const pool = new Piscina({
  filename: new URL("./report-worker.ts", import.meta.url).href,
  minThreads: threads,
  maxThreads: threads,
  // ko: 쉬는 스레드가 차트에서 쉬는 것으로 보이게 합니다.
  // en: So that an idle thread is seen to be idle on the chart.
  atomics: "disabled",
});
const awake = Array.from({ length: threads }, () =>
  pool.run(0, { name: "warm" }),
);
await Promise.all(awake);

await traffic({
  report: (id) => pool.run(id),
  feed: async () => (await fetch(service.url)).text(),
  health: () => "ok",
});
await pool.close();
