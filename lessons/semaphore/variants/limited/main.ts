import { lab } from "lab";
import { Semaphore } from "./semaphore.ts";

const gpu = await lab.upstream({ latency: 200, capacity: 4 });
const slots = new Semaphore(/* knob:permits */ 4);

async function infer(id: number) {
  const answer = await fetch(`${gpu.url}/infer/${id}`);
  await answer.json();
  if (answer.ok) lab.count("answered");
  console.log(`call ${id}: ${answer.status}`);
}

await lab.fire(/* knob:calls */ 20, async (id) => {
  // ko: 블록을 어떻게 벗어나든 자리는 돌아갑니다.
  // en: However this block ends, the permit goes back.
  using _ = await slots.acquire();
  await lab.span(`call ${id}`, () => infer(id));
});
