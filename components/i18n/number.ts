/** 1004.4 → "1,004"; a number below ten keeps one decimal unless it is whole. Grouped alike in both languages. */
export function formatNumber(value: number): string {
  const digits = Math.abs(value) < 10 && !Number.isInteger(value) ? 1 : 0;
  return value.toLocaleString("en-US", { maximumFractionDigits: digits });
}
