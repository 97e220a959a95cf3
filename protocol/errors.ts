/** Every way a request can be refused: the code on the wire and its HTTP status. The list is closed. */
export const refusals = {
  "malformed-json": 400,
  "wrong-type": 400,
  "unknown-key": 400,
  "out-of-range": 400,
  "bad-value": 400,
  "bad-path": 400,
  "duplicate-path": 400,
  "missing-entry": 400,
  "source-too-large": 400,
  "forbidden-origin": 403,
  "not-found": 404,
  "method-not-allowed": 405,
  "request-timeout": 408,
  "body-too-large": 413,
  "unsupported-media-type": 415,
  "misdirected-host": 421,
  "rate-limited": 429,
  "too-many-runs": 429,
  "headers-too-large": 431,
  internal: 500,
  "sandbox-down": 502,
  busy: 503,
  draining: 503,
  "no-isolation": 503,
  "no-service": 503,
} as const;

export type RefusalCode = keyof typeof refusals;
export type Refusal = {
  code: RefusalCode;
  /** English, for logs and for people with curl; the page words `code` and `detail` itself. */
  message: string;
  detail?: { expected: string; got: string };
};
export type RefusalBody = { error: Refusal };

export function refusal(code: RefusalCode, expected: string, got: string, where = ""): Refusal {
  const at = where ? `${where}: ` : "";
  return { code, message: `${at}expected ${expected}, got ${got}`, detail: { expected, got } };
}

export class RefusedError extends Error {
  override name = "RefusedError";
  readonly refusal: Refusal;
  /** Seconds, sent as Retry-After. */
  readonly retryAfter: number | undefined;

  constructor(refusal: Refusal, retryAfter?: number) {
    super(refusal.message);
    this.refusal = refusal;
    this.retryAfter = retryAfter;
  }
}

/** A value named in an error message: short, and never the whole of what was sent. */
export function show(value: unknown): string {
  if (value === undefined) return "nothing";
  if (typeof value === "string") return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);
  if (value === null || typeof value !== "object") return String(value);
  return Array.isArray(value) ? `a list of ${value.length}` : "an object";
}
