import { type Profiler, Session } from "node:inspector";
import { type RawFrame, readLook } from "./answers.ts";

/**
 * What the observer may ask of the main thread, through V8's inspector. It is answered between two steps of the
 * learner's code, also in the middle of a loop, a regular expression or `Atomics.wait`; only while a native
 * call runs (JSON.parse, pbkdf2Sync) the answer comes with that call's end.
 *
 * `Debugger.pause` would tell the same stack for many times the cost, with every promise traced meanwhile.
 */

/** A glance at the main thread's stack, and when it was asked for. */
export type Look = { askedMs: number; atMs: number; idleMs: number; stack: RawFrame[] };

export class MainLoop {
  readonly #session = new Session();
  readonly #now: () => number;
  #answers = "";

  constructor(now: () => number) {
    this.#now = now;
  }

  /** `name`: where `hide` has put the answers. */
  async connect(name: string): Promise<void> {
    this.#session.connectToMainThread();
    const found = await this.#post("Runtime.evaluate", { expression: name });
    this.#answers = found.result.objectId ?? "";
    // The first is slow.
    await this.look();
  }

  async look(): Promise<Look> {
    const askedMs = this.#now();
    return { askedMs, ...readLook(String(await this.#ask("look"))) };
  }

  async prepareProfiler(): Promise<void> {
    await this.#ask("prepareProfiler");
  }

  /** Null for the window before the first. */
  async turnWindow(): Promise<Profiler.Profile | null> {
    const told = await this.#ask("turnWindow");
    if (typeof told !== "string" || told === "") return null;
    return onClock(JSON.parse(told) as Profiler.Profile, this.#now() * 1e3);
  }

  async #ask(what: string): Promise<unknown> {
    const { result } = await this.#post("Runtime.callFunctionOn", {
      objectId: this.#answers,
      functionDeclaration: `function () { return this.${what}(); }`,
      returnByValue: true,
    });
    return result.value;
  }

  #post(method: string, params: object): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#session.post(method, params, (error, answer) => {
        if (error) reject(new Error(`${method}: ${error.message}`));
        else resolve(answer as Answer);
      });
    });
  }
}

/** Node writes a profile's microseconds in 32 bits, which wrap every 72 minutes that the machine is up. */
function onClock(profile: Profiler.Profile, nowUs: number): Profiler.Profile {
  const wrap = 2 ** 32;
  const lastedUs = (((profile.endTime - profile.startTime) % wrap) + wrap) % wrap;
  const endTime = profile.endTime + Math.round((nowUs - profile.endTime) / wrap) * wrap;
  return { ...profile, startTime: endTime - lastedUs, endTime };
}

type Answer = { result: { objectId?: string; value?: unknown } };
