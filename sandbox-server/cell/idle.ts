/** How this thread's loop stands, read without looking anything up: the program may replace `performance`. */

/** How long it has waited for events, all in all. */
export const idleMs = reading<number>("idleTime");

const metrics = reading<{ loopCount: number }>("uvMetricsInfo");
export const turns = (): number => metrics().loopCount;

function reading<T>(name: "idleTime" | "uvMetricsInfo"): () => T {
  const { nodeTiming } = performance as unknown as { nodeTiming: object };
  const getter = Object.getOwnPropertyDescriptor(nodeTiming, name)?.get;
  if (!getter) throw new Error(`expected performance.nodeTiming.${name}, got none`);
  return getter.bind(nodeTiming);
}
