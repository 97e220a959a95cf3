import { FlowProducer, type Job, QueueEvents, Worker } from "bullmq";
import { lab } from "lab";

const connection = { host: "localhost" };
const rows = Array.from({ length: 1_000 }, (_, n) => n);
const size = /* knob:chunk */ 100;
const chunks = Array.from({ length: rows.length / size }, (_, n) =>
  rows.slice(n * size, (n + 1) * size),
);
const sum = (all: number[]) => all.reduce((a, b) => a + b, 0);

const worker = new Worker<number[], number>(
  "sums",
  (job) => lab.span(job.name, () => handle(job)),
  { connection, concurrency: /* knob:concurrency */ 2 },
);

async function handle(job: Job<number[], number>) {
  if (job.name !== "merge") {
    await lab.io(60);
    return sum(job.data);
  }
  // ko: 자식이 모두 끝나야 시작됩니다. 그때까지 자리를 차지하지 않습니다.
  // en: Starts once all its children are done. Until then it holds no slot.
  return sum(Object.values(await job.getChildrenValues<number>()));
}

const events = new QueueEvents("sums", { connection });
const flows = new FlowProducer({ connection });
await Promise.all([events.waitUntilReady(), flows.waitUntilReady()]);

const queueName = "sums";
const { job } = await flows.add({
  name: "merge",
  queueName,
  children: chunks.map((data, n) => ({
    name: `chunk ${n + 1}`,
    queueName,
    data,
  })),
});
lab.set("sum", await job.waitUntilFinished(events));
await Promise.all([worker.close(), events.close(), flows.close()]);
