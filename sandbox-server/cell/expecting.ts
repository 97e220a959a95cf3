/** How `lab` says no: what was expected and what came. */
export function expecting(holds: boolean, where: string, expected: string, got: unknown): void {
  if (holds) return;
  const shown = typeof got === "number" || typeof got === "bigint" ? String(got) : (JSON.stringify(got) ?? typeof got);
  throw new RangeError(`${where}: expected ${expected}, got ${shown.slice(0, 80)}`);
}

const maxMs = 60_000;

export const expectingMs = (where: string, ms: number): void =>
  expecting(typeof ms === "number" && ms >= 0 && ms <= maxMs, where, `milliseconds from 0 to ${maxMs}`, ms);
