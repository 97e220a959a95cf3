import { createServer } from "node:http";
import { setImmediate as nextTurn } from "node:timers/promises";
import { lab } from "lab";

// ko: 몇 줄마다 루프를 한 바퀴 돌게 합니다. 계산할 양은 그대로입니다.
// en: Every few rows the loop turns once. There is as much to compute.
const rowsASlice = /* knob:rows */ 1;

async function thumbnail() {
  let sum = 0;
  for (let y = 0; y < 50; y++) {
    sum = row(y, sum);
    if (y % rowsASlice === 0) await nextTurn();
  }
  return sum;
}

function row(y: number, sum: number) {
  lab.burn(5);
  return (sum * 31 + y) % 65_521;
}

let photos = 0;

createServer(async (request, response) => {
  if (request.url === "/health") {
    lab.count("meanwhile", photos > 0 ? 1 : 0);
    response.end("ok");
    return;
  }
  photos += 1;
  const sum = await thumbnail();
  photos -= 1;
  lab.note("sum", sum);
  response.end(`${sum}`);
}).listen(3000);
