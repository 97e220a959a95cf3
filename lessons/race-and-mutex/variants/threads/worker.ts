import { parentPort, workerData } from "node:worker_threads";

const { shared, rounds } = workerData as {
  shared: Int32Array<SharedArrayBuffer>;
  rounds: number;
};

for (let round = 1; round <= rounds; round++) {
  // ko: 네 스레드가 같은 순간에 깨어납니다.
  // en: All four threads wake in the same moment.
  Atomics.wait(shared, 0, round - 1);
  for (let n = 0; n < 1_000_000; n++) {
    const read = shared[1] ?? 0;
    shared[1] = read + 1;
  }
  for (let n = 0; n < 1_000_000; n++) Atomics.add(shared, 2, 1);
  parentPort?.postMessage("done");
}
