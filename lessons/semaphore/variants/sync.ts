import { lab } from "lab";
import pLimit from "p-limit";

const limit = pLimit(/* knob:permits */ 4);

// ko: 모델이 이 프로세스 안에 있고, predict는 동기 호출입니다.
// en: The model is in this very process, and predict is synchronous.
const model = { predict: () => lab.block(100) };

async function infer(id: number) {
  model.predict();
  console.log(`call ${id} answered`);
}

await lab.fire(/* knob:calls */ 20, (id) =>
  limit(() => lab.span(`call ${id}`, () => infer(id))),
);
