import type { Knob } from "../../lessons/types.ts";

/** A literal knob's number stands in the code itself, after its mark, and the code is where it is read from. */

const marked = (name: string) => new RegExp(String.raw`(\/\* knob:${name} \*\/ )(\d[\d_]*)`, "g");

/** The number in the code, or null where the learner has taken the marked literal out. */
export function readKnob(code: string, name: string): number | null {
  const found = marked(name).exec(code)?.[2];
  return found === undefined ? null : Number(found.replaceAll("_", ""));
}

export const turnKnob = (code: string, name: string, value: number): string =>
  code.replace(marked(name), (_, mark: string) => mark + value);

/** The value one step up or down; where the code holds a number of the learner's own, the nearest beyond it. */
export function stepKnob({ values }: Pick<Knob, "values">, from: number, step: 1 | -1): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const found = step > 0 ? sorted.find((value) => value > from) : sorted.findLast((value) => value < from);
  return found ?? null;
}
