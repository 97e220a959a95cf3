import { recordGuess } from "../course/progress.ts";
import { browserShelf, load, save } from "./saved.ts";
import { fromHash, prefix } from "./share.ts";
import { type BenchStore, openShared } from "./store.ts";

/** Brings back what this browser kept, then keeps what changes; returns its end. Before it nothing is written. */
export function keep(store: BenchStore, lessonKey: string): () => void {
  const shelf = browserShelf();
  const { code, guesses, env } = load(shelf, lessonKey);
  const typed = store.getState().code;
  const known = new Set(store.getState().variants.map((variant) => variant.id));
  const kept = Object.fromEntries(Object.entries({ ...code, ...typed }).filter(([id]) => known.has(id)));
  store.setState({ code: kept, guesses, env, restored: true });

  const stop = store.subscribe((now, before) => {
    if (now.code === before.code && now.guesses === before.guesses && now.env === before.env) return;
    // What came in a link is the link's, not the reader's.
    const { shared: _, ...own } = now.code;
    const saves = save(shelf, lessonKey, { code: own, guesses: now.guesses, env: now.env });
    if (saves !== now.saves) store.setState({ saves });
    if (now.guesses !== before.guesses && Object.keys(now.guesses).length > 0) recordGuess(lessonKey);
  });

  const readHash = async () => {
    if (!location.hash.startsWith(prefix)) return;
    const shared = await fromHash(location.hash);
    if (shared) openShared(store, shared);
    else store.setState({ notice: "broken" });
  };
  void readHash();
  addEventListener("hashchange", readHash);
  return () => {
    stop();
    removeEventListener("hashchange", readHash);
  };
}
