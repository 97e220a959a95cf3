import type { Client } from "pg";
import type { Backend, Look } from "../look.ts";

/** What PostgreSQL says of its connections: who works, who waits for a lock, and who holds it. */

/** Planned once: it is asked twenty times a second. Locks are only looked at for those that wait for one. */
const statement = `
PREPARE look AS SELECT pid, state,
  extract(epoch FROM coalesce(query_start, backend_start)) * 1000 AS query_at,
  extract(epoch FROM coalesce(state_change, backend_start)) * 1000 AS changed_at,
  CASE WHEN wait_event_type = 'Lock' THEN array_to_string(pg_blocking_pids(pid), ',') END AS waits_for,
  CASE WHEN wait_event_type = 'Lock' THEN
    (SELECT extract(epoch FROM min(waitstart)) * 1000 FROM pg_locks WHERE pg_locks.pid = activity.pid AND NOT granted)
  END AS waits_since
FROM pg_stat_activity AS activity WHERE backend_type = 'client backend'`;

type Row = {
  pid: number;
  state: string | null;
  query_at: string;
  changed_at: string;
  waits_for: string | null;
  waits_since: string | null;
};

export async function prepareLook(view: Client): Promise<void> {
  await view.query(statement);
  await view.query("EXECUTE look");
}

export async function lookWith(view: Client): Promise<Look> {
  const { rows } = await view.query<Row>("EXECUTE look");
  const backends = rows.map(toBackend);
  const waiting = backends.filter(({ waits }) => waits).length;
  return {
    metrics: {
      "postgres connections": backends.length,
      "postgres active": backends.filter(({ active }) => active).length - waiting,
      "postgres waiting": waiting,
      "postgres idle in transaction": rows.filter(({ state }) => state?.startsWith("idle in transaction")).length,
    },
    backends,
  };
}

function toBackend({ pid, state, query_at, changed_at, waits_for, waits_since }: Row): Backend {
  const queryAt = Number(query_at);
  const waits = {
    since: Number(waits_since ?? queryAt),
    for: (waits_for ?? "").split(",").filter(Boolean).map(Number),
  };
  return {
    pid,
    active: state === "active" || state === "fastpath function call",
    queryAt,
    changedAt: Number(changed_at),
    waits: waits_for === null ? null : waits,
  };
}
