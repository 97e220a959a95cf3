import type { Service } from "#protocol";
import { ownThread } from "./own-thread.ts";

/** Databases at their usual places: a thread of ours listens there and passes on to the sockets in /svc. */
export async function openServices(services: readonly Service[]): Promise<void> {
  const { ready } = ownThread(new URL("./services-worker.ts", import.meta.url), "services", services);
  await ready;
}
