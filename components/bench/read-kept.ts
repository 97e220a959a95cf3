/** Values out of text that a browser kept: null for what is not what it should be. */

export const text = (value: unknown) => (typeof value === "string" ? value : null);
export const number = (value: unknown) => (typeof value === "number" && Number.isFinite(value) ? value : null);

/** The entries that can be read; the others are left out. */
export function mapOf<T>(value: unknown, read: (value: unknown) => T | null): Record<string, T> {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return {};
  const entries = Object.entries(value).flatMap(([key, entry]) => {
    const known = read(entry);
    return known === null ? [] : [[key, known] as const];
  });
  return Object.fromEntries(entries);
}
