import { parentPort } from "node:worker_threads";
import { lab } from "lab";

let sum = 0;
for (let y = 0; y < 50; y++) {
  sum = row(y, sum);
}
parentPort?.postMessage(sum);

function row(y: number, sum: number) {
  lab.burn(5);
  return (sum * 31 + y) % 65_521;
}
