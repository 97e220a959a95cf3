import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { lab } from "lab";

const rounds = 10;
// ko: 세 칸: 지금 몇 번째 판인지, 그냥 더한 값, Atomics로 더한 값.
// en: Three cells: which round it is, the plain sum, the atomic sum.
const shared = new Int32Array(new SharedArrayBuffer(12));
const workers = Array.from(
  { length: 4 },
  () =>
    new Worker(new URL("./worker.ts", import.meta.url), {
      workerData: { shared, rounds },
    }),
);

const lowest = { plain: 4_000_000, atomic: 4_000_000 };
for (let round = 1; round <= rounds; round++) {
  const done = workers.map((worker) => once(worker, "message"));
  shared.fill(0, 1);
  Atomics.store(shared, 0, round);
  Atomics.notify(shared, 0);
  await Promise.all(done);
  const [, plain = 0, atomic = 0] = shared;
  console.log(`plain ${plain}, atomic ${atomic}`);
  lowest.plain = Math.min(lowest.plain, plain);
  lowest.atomic = Math.min(lowest.atomic, atomic);
}
lab.set("plain", lowest.plain);
lab.set("atomic", lowest.atomic);
