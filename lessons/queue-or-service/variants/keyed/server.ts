import { createServer } from "node:http";
import { parentPort } from "node:worker_threads";
import { Queue } from "bullmq";

const queue = new Queue("invoices", { connection: {} });

const server = createServer(async (request, response) => {
  const order = request.url?.split("/").at(-1) ?? "";
  if (request.method === "POST") {
    // ko: Redis가 받아 적으면 답합니다. 일은 아직 하지 않았습니다.
    // en: Answers once Redis has it in writing. No work is done yet.
    const { id } = await queue.add(
      "invoice",
      { order },
      {
        jobId: `order-${order}`,
        attempts: 3,
        backoff: { type: "exponential", delay: 200 },
        removeOnComplete: /* knob:keep */ 100,
      },
    );
    return void response.writeHead(202).end(id);
  }
  const job = await queue.getJob(`order-${order}`);
  if (!job) return void response.writeHead(404).end("unknown");
  response.end(job.returnvalue ?? (await job.getState()));
});
await queue.waitUntilReady();
server.listen(3000, "127.0.0.1", () => parentPort?.postMessage("up"));
