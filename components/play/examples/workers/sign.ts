import { pbkdf2Sync } from "node:crypto";
import { parentPort } from "node:worker_threads";

parentPort?.on("message", (sales: string) => {
  const key = pbkdf2Sync(sales, "looplab", 2e5, 32, "sha1");
  parentPort?.postMessage(key.toString("hex"));
});
