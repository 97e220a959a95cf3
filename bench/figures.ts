import { measure } from "#protocol";

/** Figures as they are printed: medians and ratios of things compared in one run. */
export const median = (values: readonly number[]) => measure.percentile(values, 50) ?? Number.NaN;
export const p95 = (values: readonly number[]) => measure.percentile(values, 95) ?? Number.NaN;

export function row(name: string, value: string, target = "", ok?: boolean): void {
  const mark = ok === undefined ? " " : ok ? "✓" : "✗";
  process.stdout.write(`${mark} ${name.padEnd(52)} ${value.padStart(24)}  ${target}\n`);
}

export const title = (text: string) => process.stdout.write(`\n${text}\n`);
export const ms = (value: number) => `${value.toFixed(value < 10 ? 2 : 1)} ms`;
export const times = (value: number) => `${value.toFixed(value < 10 ? 2 : 1)}×`;
