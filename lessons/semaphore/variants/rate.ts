import { lab } from "lab";
import pLimit from "p-limit";

const limit = pLimit(/* knob:slots */ 50);
const endMs = performance.now() + 1_000;
const goesOn = () => performance.now() < endMs;

async function call() {
  await lab.io(/* knob:each */ 100);
  lab.count("answered");
}

// ko: 1초 동안 줄이 비지 않게 합니다. 자리가 나면 바로 다음 호출입니다.
// en: For one second the line is never empty: a free slot is taken at once.
await lab.fire(100, async () => {
  while (goesOn())
    await limit(async () => {
      if (goesOn()) await lab.span("slot", call);
    });
});
