import { unitOf } from "../../lessons/reading.ts";
import type { Lesson, Locale, Measured } from "../../lessons/types.ts";
import { dictOf } from "../i18n/index.ts";
import { formatNumber } from "../i18n/number.ts";

/** The recorded value of one claim in words; `unit` is null where it is no number. */
export function measuredParts(lesson: Lesson, measured: Measured | null, locale: Locale, of: string) {
  const dict = dictOf(locale);
  const claim = lesson.claims.find(({ id }) => id === of);
  if (!claim) throw new Error(`lessons/${lesson.slug}: expected the id of a claim, got "${of}"`);
  const value = measured?.claims[of];
  if (value === undefined) return { value: dict.lesson.unmeasured, unit: null };
  if (typeof value !== "number") return { value: value.join(" → "), unit: null };
  return { value: formatNumber(value), unit: "measure" in claim ? dict.units[unitOf(claim.measure)] : "" };
}

export function measuredText(...claim: Parameters<typeof measuredParts>): string {
  const { value, unit } = measuredParts(...claim);
  return unit ? `${value} ${unit}` : value;
}
