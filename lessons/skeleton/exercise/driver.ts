/** ‹What the answer is driven with.› The seed decides it, so no constant passes twice. */
import { lab } from "lab";
import { answer } from "./answer.ts";

const seed = Number(process.env.APP_SEED ?? 1);
const ids = Array.from({ length: 5 + (seed % 5) }, (_, n) => n + 1);
const price = (id: number) => ((id * 7_919 + seed * 104_729) % 997) + 2;

const ask = (id: number) =>
  lab.span(`ask ${id}`, async () => {
    await lab.io(20);
    return price(id);
  });

lab.note("workload", {
  ko: `질문 ${ids.length}개, 씨앗 ${seed}`,
  en: `${ids.length} questions, seed ${seed}`,
});
const got = await answer([...ids], ask);
lab.note("answers", {
  right: ids.filter((id, at) => got?.[at] === price(id)).length,
  of: ids.length,
});
