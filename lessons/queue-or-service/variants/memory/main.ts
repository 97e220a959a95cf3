import { createServer } from "node:http";
import { isMainThread, parentPort } from "node:worker_threads";
import { lab } from "lab";
import { tenOrders } from "./customers.ts";
import { mail } from "./mail.ts";

if (isMainThread) await tenOrders(import.meta.url);
else serve();

function serve() {
  const server = createServer((request, response) => {
    if (request.method === "GET") return void response.end("up");
    const order = request.url?.split("/").at(-1) ?? "";
    // ko: 먼저 답하고, 할 일은 이 프로세스의 메모리에 남깁니다.
    // en: Answers first. The work stays behind in this process's memory.
    response.writeHead(202).end();
    void lab.span(`order ${order}`, () => work(order));
  });
  const up = () => parentPort?.postMessage("up");
  server.listen(3000, "127.0.0.1", up);
}

async function work(order: string) {
  await lab.io(400);
  await mail(order);
}
