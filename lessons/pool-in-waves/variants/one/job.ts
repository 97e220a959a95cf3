import { parentPort } from "node:worker_threads";
import { lab } from "lab";

parentPort?.on("message", (id: number | null) => {
  if (id === null) return parentPort?.close();
  lab.span(`job ${id}`, () => lab.block(/* knob:work */ 100));
  parentPort?.postMessage("done");
});
parentPort?.postMessage("ready");
