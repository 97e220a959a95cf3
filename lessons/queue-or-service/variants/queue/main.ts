import { createServer } from "node:http";
import { Queue } from "bullmq";
import { tenOrders } from "./customers.ts";

const queue = new Queue("invoices", { connection: {} });

const api = createServer(async (request, response) => {
  const jobId = `order-${request.url?.split("/").at(-1)}`;
  if (request.method === "POST") {
    const options = {
      jobId,
      attempts: 3,
      backoff: { type: "exponential", delay: 200 },
      removeOnComplete: /* knob:keep */ 100,
    };
    // ko: Redis가 받아 적으면 답합니다. 일은 아직 하지 않았습니다.
    // en: Answers once Redis has it in writing. No work is done yet.
    await queue.add("invoice", {}, options);
    return void response.writeHead(202).end(jobId);
  }
  const job = await queue.getJob(jobId);
  if (!job) return void response.writeHead(404).end("unknown");
  response.end(job.returnvalue ?? (await job.getState()));
});
await queue.waitUntilReady();
api.listen(3000, "127.0.0.1");

await tenOrders(queue, new URL("./worker.ts", import.meta.url));
