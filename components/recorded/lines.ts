/** Code as a caption shows it: without the marks that only the knobs read. */
export const plain = (line: string) =>
  line
    .replace(/\/\* knob:\w+ \*\/ /g, "")
    .trim()
    .replace(/;$/, "");

/** Indexes of the lines in which two programs differ; what they only say about themselves does not count. */
export function differingLines(one: string, other: string): number[] {
  const others = other.split("\n");
  return one.split("\n").flatMap((line, index) => {
    const beside = others[index] ?? "";
    const comment = line.trim().startsWith("//") && beside.trim().startsWith("//");
    return line === beside || comment ? [] : [index];
  });
}
