import { lab } from "lab";

// ko: 한 번에 네 개를 처리하고, 그보다 많으면 곧바로 503을 보냅니다.
// en: Works on four at once, and answers any more with 503 at once.
const gpu = await lab.upstream({ latency: 200, capacity: 4 });

async function infer(id: number) {
  const answer = await fetch(`${gpu.url}/infer/${id}`);
  await answer.json();
  if (answer.ok) lab.count("answered");
  console.log(`call ${id}: ${answer.status}`);
}

await lab.fire(/* knob:calls */ 20, (id) =>
  lab.span(`call ${id}`, () => infer(id)),
);
