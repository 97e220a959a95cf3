import { type RefusalCode, RefusedError } from "#protocol";

/**
 * Who may run, and when: so many at once in all, so many of one client, and a bounded line for the rest.
 * A place is held from the moment a run is admitted until its holder lets go of it, however that comes.
 */
export interface Admission {
  /**
   * Throws `RefusedError` when there is no place. Whoever waits for something else first, joins the line only when
   * its turn is asked for, and is in nobody's way until then.
   */
  enter(client: string, joins?: "now" | "later"): Place;
  readonly active: number;
  readonly waiting: number;
}

export interface Place extends Disposable {
  /** Resolves when it is this run's turn; tells the position in line as long as it has to wait. */
  turn(signal: AbortSignal, onPosition: (position: number) => void): Promise<void>;
  /** Gives the slot to the next in line. The client's own count goes on until the place is disposed of. */
  done(): void;
}

type Options = { maxRuns: number; queue: number; clientRuns: number };

/** Seconds. A typical run takes two; nobody can know when one of a client's own will end. */
const retryAfter = 2;

export function createAdmission({ maxRuns, queue, clientRuns }: Options): Admission {
  const line: Waiting[] = [];
  const ofClient = new Map<string, number>();
  let active = 0;

  const refuse = (code: RefusalCode, message: string, expected: string, got: string) => {
    throw new RefusedError({ code, message, detail: { expected, got } }, retryAfter);
  };

  /** Everyone hears of a position that changed, and nobody of one that did not. */
  const tellPositions = () => {
    for (const [index, waiting] of line.entries()) waiting.tell(index + 1);
  };

  const leaveLine = (waiting: Waiting) => {
    const at = line.indexOf(waiting);
    if (at < 0) return false;
    line.splice(at, 1);
    tellPositions();
    return true;
  };

  const nextInLine = () => {
    const next = line.shift();
    if (!next) {
      active -= 1;
      return;
    }
    next.granted.resolve();
    tellPositions();
  };

  return {
    get active() {
      return active;
    },
    get waiting() {
      return line.length;
    },

    enter(client, joins = "now") {
      const own = ofClient.get(client) ?? 0;
      if (clientRuns > 0 && own >= clientRuns) {
        refuse(
          "too-many-runs",
          `expected at most ${clientRuns} runs at once of one client, got one more`,
          `at most ${clientRuns}`,
          String(own + 1),
        );
      }
      if (active >= maxRuns && line.length >= queue) {
        refuse(
          "busy",
          `all ${maxRuns} cells are taken and ${line.length} runs wait already`,
          `at most ${queue} waiting`,
          String(line.length + 1),
        );
      }
      ofClient.set(client, own + 1);

      const waiting = new Waiting();
      let joined = false;
      const join = () => {
        if (joined) return;
        joined = true;
        if (active >= maxRuns) line.push(waiting);
        else {
          active += 1;
          waiting.granted.resolve();
        }
      };
      if (joins === "now") join();
      let over = false;
      let counted = true;
      const done = () => {
        if (!joined || over) return;
        over = true;
        if (!leaveLine(waiting)) nextInLine();
      };
      return {
        done,
        async turn(signal, onPosition) {
          signal.throwIfAborted();
          join();
          waiting.listen(onPosition);
          tellPositions();
          const { promise: aborted, reject } = Promise.withResolvers<never>();
          const abort = () => reject(signal.reason);
          signal.addEventListener("abort", abort, { once: true });
          try {
            await Promise.race([waiting.granted.promise, aborted]);
          } finally {
            signal.removeEventListener("abort", abort);
          }
        },
        [Symbol.dispose]() {
          done();
          if (!counted) return;
          counted = false;
          const left = (ofClient.get(client) ?? 1) - 1;
          if (left > 0) ofClient.set(client, left);
          else ofClient.delete(client);
        },
      };
    },
  };
}

class Waiting {
  readonly granted = Promise.withResolvers<void>();
  #told = 0;
  #listener: ((position: number) => void) | undefined;

  listen(listener: (position: number) => void): void {
    this.#listener = listener;
  }

  tell(position: number): void {
    if (!this.#listener || position === this.#told) return;
    this.#told = position;
    this.#listener(position);
  }
}
