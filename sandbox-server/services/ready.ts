import { limits } from "#protocol";
import type { Contained } from "./contained.ts";

/** Waits until a service says that it is ready, or tells why it does not get there. */
export async function untilSaid(service: Contained, said: string, signal: AbortSignal): Promise<void> {
  const late = AbortSignal.any([signal, AbortSignal.timeout(limits.services.startMs)]);
  const { promise: stopped, reject } = Promise.withResolvers<never>();
  const stop = () => reject(late.reason);
  if (late.aborted) stop();
  late.addEventListener("abort", stop, { once: true });
  const dead = service.ended.then(() => {
    throw new Error(`expected a service, got its end: ${service.said.text.trim().slice(-1_000)}`);
  });
  dead.catch(() => {});
  try {
    await Promise.race([service.said.until(said), dead, stopped]);
  } finally {
    late.removeEventListener("abort", stop);
  }
}
