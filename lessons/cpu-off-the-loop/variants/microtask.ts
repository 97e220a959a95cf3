import { createServer } from "node:http";
import { lab } from "lab";

// ko: 한 줄마다 await. 다른 요청에도 차례가 돌아갈까요?
// en: An await after every row. Do the others get their turn?
async function thumbnail() {
  let sum = 0;
  for (let y = 0; y < 50; y++) {
    sum = row(y, sum);
    await null;
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
