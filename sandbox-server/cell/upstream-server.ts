import { createServer, type Server, type ServerResponse } from "node:http";
import { seeded } from "./load/random.ts";
import type { UpstreamOptions } from "./upstream.ts";

export type Counter = "calls" | "conns" | "peak" | "refused";

/** The server behind `lab.upstream`. `tell` hears each new value of a counter, before the answer it belongs to. */
export function createUpstream(options: UpstreamOptions, tell: (counter: Counter, value: number) => void): Server {
  const { capacity = Number.POSITIVE_INFINITY, connectMs = 0 } = options;
  const latencyMs = drawLatency(options.latency ?? 0);
  const fails = drawFailure(options.fail ?? 0);
  const counters: Record<Counter, number> = { calls: 0, conns: 0, peak: 0, refused: 0 };
  const fresh = new WeakSet();
  let working = 0;

  const raise = (counter: Counter, value = counters[counter] + 1) => {
    if (value <= counters[counter]) return;
    counters[counter] = value;
    tell(counter, value);
  };

  function work(response: ServerResponse): void {
    if (response.destroyed) return;
    if (working >= capacity) {
      raise("refused");
      answer(response, 503);
      return;
    }
    raise("peak", ++working);
    const timer = setTimeout(answer, latencyMs(), response, fails() ? 500 : 200);
    // Also when the caller has gone: nobody's work takes no capacity.
    response.once("close", () => {
      working--;
      clearTimeout(timer);
    });
  }

  const server = createServer((request, response) => {
    raise("calls");
    request.resume();
    if (fresh.delete(request.socket) && connectMs > 0) setTimeout(work, connectMs, response);
    else work(response);
  });
  server.on("connection", (socket) => {
    raise("conns");
    fresh.add(socket);
  });
  return server;
}

function answer(response: ServerResponse, status: number): void {
  const body = JSON.stringify({ ok: status === 200 });
  response.writeHead(status, { "content-type": "application/json", "content-length": body.length }).end(body);
}

function drawLatency(latency: number | readonly [min: number, max: number]): () => number {
  if (typeof latency === "number") return () => latency;
  const random = seeded(1);
  const [min, max] = latency;
  return () => min + random() * (max - min);
}

function drawFailure(fail: number): () => boolean {
  let n = 0;
  const random = seeded(2);
  return fail >= 1 ? () => ++n % fail === 0 : () => random() < fail;
}
