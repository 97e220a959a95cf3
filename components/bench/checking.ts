import { isUnderWay } from "./run-state.ts";
import type { Runner } from "./runner.ts";
import { type BenchStore, mine, variantOf } from "./store.ts";

/** A runner to which Run means Check wherever the code that is open is the answer of an exercise. */
export function checking(runner: Runner, store: BenchStore, lessonKey: string): Runner {
  async function check(): Promise<void> {
    if (Object.values(store.getState().runs).some(({ state }) => isUnderWay(state))) return;
    store.setState({ judging: { phase: "running", broken: [] } });
    const over = runner.run([mine]);
    try {
      const { judgeTry } = await import("./judge-try.ts");
      await judgeTry(store, lessonKey, over);
    } finally {
      await over;
      // Whatever broke, nothing is left that looks as if it were still being judged.
      store.setState(({ judging }) =>
        judging?.phase === "running" ? { judging: { phase: "unjudged", why: "unloaded" } } : {},
      );
    }
  }
  return {
    stop: runner.stop,
    async run(ids) {
      // Who follows a link and is quick to run means what it brings.
      if (!ids) await store.getState().arriving;
      if (!ids && variantOf(store.getState()).exercise) return check();
      if (ids?.includes(mine)) store.setState({ judging: null });
      return runner.run(ids);
    },
  };
}
