import assert from "node:assert/strict";
import { Queue, QueueEvents, Worker } from "bullmq";

const connection = { host: "localhost", maxRetriesPerRequest: null };
const queue = new Queue("letters", { connection });
const events = new QueueEvents("letters", { connection });
let tries = 0;
const worker = new Worker(
  "letters",
  async ({ data }) => {
    // Fails once, and is tried again.
    if (++tries === 1) throw new Error("the post office is closed");
    return `sent to ${data.to}`;
  },
  { connection },
);
await events.waitUntilReady();
const job = await queue.add("letter", { to: "Ada" }, { attempts: 2 });
assert.equal(await job.waitUntilFinished(events), "sent to Ada");
assert.equal(tries, 2);
await Promise.all([worker.close(), events.close(), queue.close()]);
