/**
 * Assembles a classic BPF program as the kernel reads it: records of eight bytes
 * (`u16 code, u8 jt, u8 jf, u32 k`), little-endian on both architectures we know.
 */

export const opcodes = {
  /** Load one 32-bit word of `seccomp_data` into the accumulator. */
  load: 0x20,
  jumpIfEqual: 0x15,
  jumpIfAbove: 0x25,
  jumpIfAnyBit: 0x45,
  return: 0x06,
} as const;

type Test = "jumpIfEqual" | "jumpIfAbove" | "jumpIfAnyBit";

/** A label stands before the instruction that follows it; a jump without one goes on with the next line. */
export type Line =
  | { label: string }
  | { op: "load"; offset: number }
  | { op: Test; value: number; yes: string; no?: string }
  | { op: "return"; value: number };

export function assemble(lines: readonly Line[]): Buffer {
  const places = new Map<string, number>();
  const instructions: Exclude<Line, { label: string }>[] = [];
  for (const line of lines) {
    if ("label" in line) places.set(line.label, instructions.length);
    else instructions.push(line);
  }

  const program = Buffer.alloc(instructions.length * 8);
  instructions.forEach((line, at) => {
    const jump = (label: string | undefined) => {
      const distance = label === undefined ? 0 : (places.get(label) ?? Number.NaN) - at - 1;
      // The kernel's jumps are one byte and go forward only.
      if (!(distance >= 0 && distance <= 255)) throw new RangeError(`no jump from ${at} to ${label}: ${distance}`);
      return distance;
    };
    const record = at * 8;
    program.writeUInt16LE(opcodes[line.op], record);
    if ("yes" in line) {
      program.writeUInt8(jump(line.yes), record + 2);
      program.writeUInt8(jump(line.no), record + 3);
    }
    program.writeUInt32LE(line.op === "load" ? line.offset : line.value, record + 4);
  });
  return program;
}
