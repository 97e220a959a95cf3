/** Where a lesson's checks come from: each its own small download, fetched with the first verdict. */
import type { Checks } from "./types.ts";

export const checksOf: Readonly<Record<string, () => Promise<{ default: Checks }>>> = {
  "one-thread-many-requests": () => import("./one-thread-many-requests/checks.ts"),
  "pick-the-right-call": () => import("./pick-the-right-call/checks.ts"),
  "pool-in-waves": () => import("./pool-in-waves/checks.ts"),
  "cpu-off-the-loop": () => import("./cpu-off-the-loop/checks.ts"),
  "cancel-and-deadline": () => import("./cancel-and-deadline/checks.ts"),
  semaphore: () => import("./semaphore/checks.ts"),
  "race-and-mutex": () => import("./race-and-mutex/checks.ts"),
  "rate-limiters": () => import("./rate-limiters/checks.ts"),
  "queue-or-service": () => import("./queue-or-service/checks.ts"),
  "cache-without-stampede": () => import("./cache-without-stampede/checks.ts"),
  "size-the-db-pool": () => import("./size-the-db-pool/checks.ts"),
};
