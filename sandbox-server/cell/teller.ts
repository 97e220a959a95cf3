/**
 * Tells the values of counters without drowning the run's other events: at once while that is affordable,
 * then at most every 20 ms by name, keeping the highest value between and always the last.
 */

export type Sample = { t: number; name: string; value: number };

export type Teller = {
  tell(name: string, value: number): void;
  /** Told unless it was the last thing said of this name. */
  tellLast(name: string, value: number): void;
  flush(): void;
};

/** A tenth of a run's events; a lesson that steps through a few hundred values sees every one. */
const atOnce = 2_000;
const everyMs = 20;

type Said = { sentMs: number; sent: number | null; top: Sample | null; last: Sample | null };

export function createTeller(now: () => number, send: (sample: Sample) => void): Teller {
  const { setTimeout } = globalThis;
  const names = new Map<string, Said>();
  let left = atOnce;
  let timer: NodeJS.Timeout | null = null;

  function say(said: Said, sample: Sample): void {
    if (said.top && said.top.value > sample.value) send(said.top);
    send(sample);
    said.sentMs = sample.t;
    said.sent = sample.value;
    said.top = said.last = null;
  }

  function flush(): void {
    timer = null;
    for (const said of names.values()) if (said.last) say(said, said.last);
  }

  function saidOf(name: string): Said {
    const known = names.get(name);
    if (known) return known;
    const said: Said = { sentMs: Number.NEGATIVE_INFINITY, sent: null, top: null, last: null };
    names.set(name, said);
    return said;
  }

  return {
    tell(name, value) {
      const said = saidOf(name);
      const sample = { t: now(), name, value };
      if (sample.t - said.sentMs >= everyMs || left-- > 0) return say(said, sample);
      said.last = sample;
      if (!said.top || value > said.top.value) said.top = sample;
      if (!timer) timer = setTimeout(flush, everyMs).unref();
    },
    tellLast(name, value) {
      const said = saidOf(name);
      if (said.sent !== value) say(said, { t: now(), name, value });
    },
    flush,
  };
}
