import { randomUUID } from "node:crypto";
import { parentPort } from "node:worker_threads";
import { type Job, Worker } from "bullmq";
import { lab } from "lab";
import { mail } from "./mail.ts";

// ko: 워커는 API와 다른 프로세스입니다. 죽는 것은 이쪽입니다.
// en: The worker is a process apart from the API: the one that dies.
async function handle(job: Job) {
  await lab.io(400);
  await mail(`${job.id}`, randomUUID());
  return "sent";
}

const worker = new Worker(
  "invoices",
  (job) =>
    lab.span(`${job.id}, try ${job.attemptsStarted}`, () =>
      handle(job),
    ),
  {
    connection: {},
    concurrency: /* knob:concurrency */ 2,
    // ko: 락이 이만큼 갱신되지 않으면, 그 작업은 다시 배달됩니다.
    // en: A job whose lock is not renewed for so long is delivered again.
    lockDuration: 600,
    stalledInterval: 300,
  },
);
await worker.waitUntilReady();
parentPort?.postMessage("up");
