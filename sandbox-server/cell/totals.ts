import { memory, totalsAt } from "./shared.ts";

/**
 * Named numbers that every thread of the cell adds to: a table in shared memory, without locks, because a
 * thread can be terminated anywhere. A name beyond the table's room counts in its own thread only.
 */

const rows = 128;
/** State, length of the name, value, and 120 characters of at most 3 bytes. */
const rowBytes = 16 + 368;

const ints = new Int32Array(memory, totalsAt);
const bytes = new Uint8Array(memory, totalsAt);
const bits = new BigInt64Array(memory, totalsAt);
const state = { free: 0, claimed: 1, named: 2 } as const;
const stateOf = (row: number) => (row * rowBytes) / 4;
const lengthOf = (row: number) => (row * rowBytes) / 4 + 1;
const numberOf = (row: number) => (row * rowBytes) / 8 + 1;
const nameOf = (row: number) => row * rowBytes + 16;

const { load, store, compareExchange } = Atomics;
const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** One number, as itself and as the bits that Atomics can exchange. */
const asNumber = new Float64Array(1);
const asBits = new BigInt64Array(asNumber.buffer);

const known = new Map<string, number | null>();
const own = new Map<string, number>();

/** The row of this name, claimed if it is new; null when there is no room. */
function rowOf(name: string): number | null {
  const found = known.get(name);
  if (found !== undefined) return found;
  const wanted = encoder.encode(name);
  for (let row = 0; row < rows; row++) {
    if (compareExchange(ints, stateOf(row), state.free, state.claimed) === state.free) {
      bytes.set(wanted, nameOf(row));
      store(ints, lengthOf(row), wanted.length);
      store(ints, stateOf(row), state.named);
    } else if (!isNamed(row, name)) continue;
    known.set(name, row);
    return row;
  }
  known.set(name, null);
  return null;
}

function isNamed(row: number, name: string): boolean {
  // Being named takes its thread a moment, unless it was terminated in it.
  for (let spin = 0; spin < 1_000_000 && load(ints, stateOf(row)) === state.claimed; spin++);
  return readName(row) === name;
}

function readName(row: number): string | null {
  if (load(ints, stateOf(row)) !== state.named) return null;
  const start = nameOf(row);
  return decoder.decode(bytes.slice(start, start + load(ints, lengthOf(row))));
}

function read(row: number): number {
  asBits[0] = load(bits, numberOf(row));
  return asNumber[0] as number;
}

export const totals = {
  add(name: string, by: number): number {
    const row = rowOf(name);
    if (row === null) {
      const value = (own.get(name) ?? 0) + by;
      own.set(name, value);
      return value;
    }
    for (;;) {
      const before = load(bits, numberOf(row));
      asBits[0] = before;
      const value = (asNumber[0] as number) + by;
      asNumber[0] = value;
      if (compareExchange(bits, numberOf(row), before, asBits[0]) === before) return value;
    }
  },

  set(name: string, value: number): void {
    const row = rowOf(name);
    if (row === null) return void own.set(name, value);
    asNumber[0] = value;
    store(bits, numberOf(row), asBits[0] as bigint);
  },

  /** Every name that any thread has used, with what it stands at. */
  *all(): Generator<[string, number]> {
    for (let row = 0; row < rows; row++) {
      const name = readName(row);
      if (name !== null) yield [name, read(row)];
    }
    yield* own;
  },
};
