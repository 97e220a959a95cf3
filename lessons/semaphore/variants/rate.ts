import { lab } from "lab";
import pLimit from "p-limit";

const limit = pLimit(/* knob:slots */ 5);
const endMs = performance.now() + 1_000;

async function call() {
  if (performance.now() >= endMs) return;
  await lab.io(/* knob:each */ 10);
  lab.count("answered");
}

// ko: 1초 동안 줄이 비지 않게 합니다. 자리가 나면 바로 다음 호출입니다.
// en: For one second the line is never empty: a free slot is taken at once.
await lab.fire(100, async () => {
  while (performance.now() < endMs)
    await limit(() => lab.span("slot", call));
});
