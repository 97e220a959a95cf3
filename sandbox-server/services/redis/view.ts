import type { Redis } from "ioredis";
import type { Look } from "../look.ts";

/** What Redis says of its clients. It works for one at a time, so there is nothing to draw a lane of. */

export async function lookWith(view: Redis): Promise<Look> {
  const [clients, stats] = await Promise.all([view.info("clients"), view.info("stats")]);
  const read = (name: string) => Number(new RegExp(`^${name}:(\\d+)`, "m").exec(clients + stats)?.[1] ?? 0);
  return {
    metrics: {
      // One of them is ours.
      "redis clients": Math.max(0, read("connected_clients") - 1),
      "redis waiting": read("blocked_clients"),
      "redis hits": read("keyspace_hits"),
      "redis misses": read("keyspace_misses"),
    },
    backends: [],
  };
}
