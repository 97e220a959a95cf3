import { formatNumber } from "../../i18n/number.ts";

/** Lengths of time as a sentence takes them, in every language. */

export const seconds = (ms: number) => (ms < 9_950 ? (ms / 1_000).toFixed(2) : (ms / 1_000).toFixed(1));
export const limit = (ms: number) => formatNumber(ms / 1_000);
