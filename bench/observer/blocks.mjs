// Blocks of known length, one after the other; each returns the line that holds the loop. Meters are put before this.
import { pbkdf2Sync } from "node:crypto";

const hr = () => Number(process.hrtime.bigint()) / 1e6;
const spin = (ms) => {
  const end = hr() + ms;
  while (hr() < end);
};
const json = `[${"1,".repeat(4e6)}1]`;
const still = new Int32Array(new SharedArrayBuffer(4));
const truths = [];
const inTurn = (work) =>
  new Promise((done) => {
    setTimeout(() => {
      const from = hr();
      const line = work();
      truths.push({ from, to: hr(), line });
      setTimeout(done, 60);
    }, 60);
  });
const work = [
  () => {
    for (let n = 0; n < 4; n++) spin(5);
    return 7;
  },
  () => {
    Atomics.wait(still, 0, 0, 25);
    return 27;
  },
  () => {
    spin(40);
    return 7;
  },
  () => {
    pbkdf2Sync("a", "b", 150_000, 32, "sha256");
    return 35;
  },
  () => {
    JSON.parse(json);
    return 39;
  },
  () => {
    Atomics.wait(still, 0, 0, 100);
    return 43;
  },
  () => {
    pbkdf2Sync("a", "b", 500_000, 32, "sha256");
    return 47;
  },
  () => {
    spin(150);
    return 7;
  },
  () => {
    Atomics.wait(still, 0, 0, 250);
    return 55;
  },
  () => {
    spin(500);
    return 7;
  },
];
await inTurn(() => 0);
truths.length = 0;
for (const one of work) await inTurn(one);
console.log(JSON.stringify({ truths, readings: globalThis.readings ?? [] }));
process.exit(0);
