import { once } from "node:events";
import { createServer } from "node:http";
import { Worker } from "node:worker_threads";
import { lab } from "lab";

const file = new URL("./thumbnail.ts", import.meta.url);

// ko: 라이브러리 없이. 요청마다 스레드 하나가 태어나고 죽습니다.
// en: Without a library. Every request, a thread is born and dies.
async function thumbnail(): Promise<number> {
  lab.count("threads");
  const worker = new Worker(file);
  const [sum] = await once(worker, "message");
  return sum;
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
