import type { Locale } from "../../lessons/types.ts";
import { recordGuess } from "../course/progress.ts";
import { browserShelf, load, save } from "./saved.ts";
import type { BenchStore } from "./store.ts";

const parts = ["code", "guesses", "env", "proof", "setups"] as const;

/** What came in a link or a file is not the reader's. */
function own<T>({ shared: _, recorded: __, ...others }: Record<string, T>): Record<string, T> {
  return others;
}

/** Brings back what this browser kept, then keeps what changes; returns its end. Before it nothing is written. */
export function keep(store: BenchStore, lessonKey: string, locale: Locale): () => void {
  const shelf = browserShelf();
  const saved = load(shelf, lessonKey);
  const typed = store.getState().code;
  const known = new Set(store.getState().variants.map((variant) => variant.id));
  const kept = Object.fromEntries(Object.entries({ ...saved.code, ...typed }).filter(([id]) => known.has(id)));
  store.setState({ ...saved, code: kept, restored: true });

  const stop = store.subscribe((now, before) => {
    if (parts.every((part) => now[part] === before[part])) return;
    const { guesses, env, proof } = now;
    const saves = save(shelf, lessonKey, { code: own(now.code), guesses, env, proof, setups: own(now.setups) });
    if (saves !== now.saves) store.setState({ saves });
    if (guesses !== before.guesses && Object.keys(guesses).length > 0) recordGuess(lessonKey);
  });

  const bring = async (hash: string) => {
    try {
      const { openLink } = await import("./bring-in.ts");
      await openLink(store, hash, locale);
    } catch (error) {
      console.warn("expected to open a link, got", error);
    } finally {
      store.setState({ arriving: null });
    }
  };
  const readHash = () => {
    const { hash } = location;
    if (/^#(?:code|run)=/.test(hash)) store.setState({ arriving: bring(hash) });
  };
  readHash();
  addEventListener("hashchange", readHash);
  return () => {
    stop();
    removeEventListener("hashchange", readHash);
  };
}
