import type { Locale } from "../../lessons/types.ts";
import { recordGuess } from "../course/progress.ts";
import { browserShelf, load, save } from "./saved.ts";
import type { BenchStore } from "./store.ts";

/** Brings back what this browser kept, then keeps what changes; returns its end. Before it nothing is written. */
export function keep(store: BenchStore, lessonKey: string, locale: Locale): () => void {
  const shelf = browserShelf();
  const { code, guesses, env, proof } = load(shelf, lessonKey);
  const typed = store.getState().code;
  const known = new Set(store.getState().variants.map((variant) => variant.id));
  const kept = Object.fromEntries(Object.entries({ ...code, ...typed }).filter(([id]) => known.has(id)));
  store.setState({ code: kept, guesses, env, proof, restored: true });

  const stop = store.subscribe((now, before) => {
    const { guesses, env, proof } = now;
    const same = now.code === before.code && guesses === before.guesses && env === before.env && proof === before.proof;
    if (same) return;
    // What came in a link or a file is not the reader's.
    const { shared: _, recorded: __, ...own } = now.code;
    const saves = save(shelf, lessonKey, { code: own, guesses, env, proof });
    if (saves !== now.saves) store.setState({ saves });
    if (guesses !== before.guesses && Object.keys(guesses).length > 0) recordGuess(lessonKey);
  });

  const readHash = async () => {
    const { hash } = location;
    if (!/^#(?:code|run)=/.test(hash)) return;
    const { openLink } = await import("./bring-in.ts");
    await openLink(store, hash, locale);
  };
  void readHash();
  addEventListener("hashchange", readHash);
  return () => {
    stop();
    removeEventListener("hashchange", readHash);
  };
}
