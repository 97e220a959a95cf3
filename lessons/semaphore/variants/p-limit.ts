import { lab } from "lab";
import pLimit from "p-limit";

const gpu = await lab.upstream({ latency: 200, capacity: 4 });
const limit = pLimit(/* knob:permits */ 4);

async function infer(id: number) {
  const answer = await fetch(`${gpu.url}/infer/${id}`);
  await answer.json();
  if (answer.ok) lab.count("answered");
  console.log(`call ${id}: ${answer.status}`);
}

await lab.fire(/* knob:calls */ 20, (id) =>
  limit(() => lab.span(`call ${id}`, () => infer(id))),
);
