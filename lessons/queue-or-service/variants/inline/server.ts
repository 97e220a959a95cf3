import { createServer } from "node:http";
import { parentPort } from "node:worker_threads";
import { lab } from "lab";
import { mail } from "./mail.ts";

const server = createServer(async (request, response) => {
  if (request.method === "GET") return void response.end("up");
  const order = request.url?.split("/").at(-1) ?? "";
  // ko: 청구서 PDF를 만드는 시간입니다.
  // en: The time it takes to make the invoice.
  await lab.io(400);
  await mail(order);
  response.writeHead(201).end();
});
server.listen(3000, "127.0.0.1", () => parentPort?.postMessage("up"));
