/** What a service says of itself at one moment. */
export type Look = {
  /** By the name of the metric. */
  metrics: Readonly<Record<string, number>>;
  /** Connections that are drawn as lanes, where the service tells them apart. */
  backends: readonly Backend[];
};

/** One connection inside PostgreSQL. Moments are times of day, in ms. */
export type Backend = {
  /** As `pg_backend_pid()` says it. */
  pid: number;
  active: boolean;
  /** When its query began, this one or the last. */
  queryAt: number;
  /** When its state last changed: where it is idle, the end of its query. */
  changedAt: number;
  /** Since when it waits for a lock, and for whom; null while it does not. */
  waits: { since: number; for: readonly number[] } | null;
};
