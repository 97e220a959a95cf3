import { noteOf, unfinished } from "../judging.ts";
import type { Checks, Verdict } from "../types.ts";

type Answers = { right: number; of: number };

/** ‹What is judged, and what the machine may add to it.› */
const checks: Checks = (trace, read) => {
  const found = noteOf<Answers>(trace, "answers")?.value;
  if (!found)
    return unfinished(trace, [
      { check: "answers", limit: "100 %" },
      { check: "together", limit: "–" },
    ]);
  return [answers(found), together(found, read.peak(trace).count)];
};
export default checks;

function answers({ right, of }: Answers): Verdict {
  const verdict = { check: "answers", limit: `${of} / ${of}`, measured: `${right} / ${of}` };
  if (right === of) return { ...verdict, state: "met" };
  const cause = { ko: "‹틀린 까닭›", en: "‹The cause:› a price has to be asked for." };
  return { ...verdict, state: "not-met", cause };
}

function together({ of }: Answers, peak: number): Verdict {
  const verdict = { check: "together", limit: `≥ ${of}`, measured: `${peak}` };
  if (peak >= of) return { ...verdict, state: "met" };
  const cause = { ko: "‹틀린 까닭›", en: "‹The cause:› questions waited for one another." };
  return { ...verdict, state: "not-met", cause };
}
