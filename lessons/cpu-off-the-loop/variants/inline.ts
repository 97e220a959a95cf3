import { createServer } from "node:http";
import { lab } from "lab";

// ko: async이지만 기다릴 것이 없습니다. 50줄을 이 스레드가 계산합니다.
// en: Says async, yet has nothing to wait for: this thread computes 50 rows.
async function thumbnail() {
  let sum = 0;
  for (let y = 0; y < 50; y++) {
    sum = row(y, sum);
  }
  return sum;
}

// ko: 한 줄을 축소하는 데 CPU 5 ms가 든다고 합시다.
// en: Let shrinking one row take 5 ms of CPU.
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
