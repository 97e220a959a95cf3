import { createServer } from "node:http";
import { isMainThread, parentPort } from "node:worker_threads";
import { lab } from "lab";
import { tenOrders } from "./customers.ts";
import { mail } from "./mail.ts";

// ko: 메인 스레드는 손님이고, 워커 스레드는 서버 프로세스입니다.
// en: The main thread plays the customers; a worker is the server.
if (isMainThread) await tenOrders(import.meta.url);
else serve();

function serve() {
  const server = createServer(async (request, response) => {
    if (request.method === "GET") return void response.end("up");
    const order = request.url?.split("/").at(-1) ?? "";
    // ko: 청구서 PDF를 만드는 시간입니다.
    // en: The time it takes to make the invoice.
    await lab.io(400);
    await mail(order);
    response.writeHead(201).end();
  });
  const up = () => parentPort?.postMessage("up");
  server.listen(3000, "127.0.0.1", up);
}
