import { Worker } from "node:worker_threads";
import type { Stripped } from "./strip.ts";

/**
 * A few threads that strip types, one program at a time each. A thread whose parser broke or did not answer
 * in time is replaced; deep nesting alone is enough to break it for good.
 */
export interface Strippers extends AsyncDisposable {
  /** One result for each source, up to the one that broke the parser; null when time ran out. */
  strip(sources: string[]): Promise<Stripped[] | null>;
}

/** 512 KiB take about 80 ms. */
const deadlineMs = 3_000;

/** A thread that cannot even start: the machine is out of something, and may recover. */
const retryMs = 1_000;

type Job = { sources: string[]; resolve: (stripped: Stripped[] | null) => void };

export async function createStrippers(threads = 2): Promise<Strippers> {
  const jobs: Job[] = [];
  const idle: Thread[] = [];
  const all = new Set<Thread>();
  let closed = false;

  const next = () => {
    while (idle.length > 0 && jobs.length > 0) {
      const job = jobs.shift() as Job;
      const thread = idle.shift() as Thread;
      void thread.work(job.sources).then((stripped) => {
        job.resolve(stripped);
        if (stripped !== null && stripped.at(-1)?.is !== "broken") {
          idle.push(thread);
          next();
          return;
        }
        all.delete(thread);
        void thread.end();
        replace();
      });
    }
  };
  const add = async () => {
    const thread = new Thread();
    all.add(thread);
    try {
      await thread.warm;
    } catch (error) {
      all.delete(thread);
      throw error;
    }
    idle.push(thread);
    next();
  };

  const replace = () => {
    if (closed) return;
    add().catch(() => {
      if (!closed) setTimeout(replace, retryMs).unref();
    });
  };

  await Promise.all(Array.from({ length: threads }, add));
  return {
    strip(sources) {
      const { promise, resolve } = Promise.withResolvers<Stripped[] | null>();
      jobs.push({ sources, resolve });
      next();
      return promise;
    },
    async [Symbol.asyncDispose]() {
      closed = true;
      await Promise.all([...all].map((thread) => thread.end()));
    },
  };
}

class Thread {
  // The parser says it is experimental; we pin the Node that brings it.
  readonly #worker = new Worker(new URL("./strip-worker.ts", import.meta.url), {
    execArgv: ["--disable-warning=ExperimentalWarning"],
  });
  readonly warm = this.#answer();

  /** Null when it did not answer in time, or died of it. */
  work(sources: string[]): Promise<Stripped[] | null> {
    const answer = this.#answer();
    this.#worker.postMessage(sources);
    const late = Promise.withResolvers<null>();
    const timer = setTimeout(() => late.resolve(null), deadlineMs);
    return Promise.race([answer, late.promise])
      .catch(() => null)
      .finally(() => clearTimeout(timer)) as Promise<Stripped[] | null>;
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  #answer(): Promise<unknown> {
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    const worker = this.#worker;
    const forget = () => {
      worker.off("message", onMessage);
      worker.off("error", onError);
      worker.off("exit", onExit);
    };
    const onMessage = (message: unknown) => {
      forget();
      resolve(message);
    };
    const onError = (error: unknown) => {
      forget();
      reject(error);
    };
    const onExit = () => onError(new Error("a stripping thread ended"));
    worker.on("message", onMessage);
    worker.on("error", onError);
    worker.on("exit", onExit);
    promise.catch(() => {});
    return promise;
  }
}
