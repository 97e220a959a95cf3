import { parentPort } from "node:worker_threads";
import { gross } from "./price.ts";

parentPort?.on("message", (net: number) => {
  parentPort?.postMessage(gross(net));
});
parentPort?.postMessage("ready");
