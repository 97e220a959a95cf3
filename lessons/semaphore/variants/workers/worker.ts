import { workerData } from "node:worker_threads";
import { lab } from "lab";
import pLimit from "p-limit";

const limit = pLimit(/* knob:permits */ 4);

async function infer(id: number) {
  const answer = await fetch(`${workerData}/infer/${id}`);
  await answer.json();
  lab.count("answered");
}

await lab.fire(/* knob:calls */ 20, (id) =>
  limit(() => lab.span(`call ${id}`, () => infer(id))),
);
