import assert from "node:assert/strict";
import http from "node:http";
import net from "node:net";
import { after, test } from "node:test";
import type { Phase } from "#protocol";
import type { Target } from "./connection.ts";
import { generate, type Sample } from "./generator.ts";
import { plan } from "./plan.ts";
import { seeded } from "./random.ts";

const closing: (() => void)[] = [];
after(() => {
  for (const close of closing) close();
});

async function listen(server: net.Server): Promise<Target> {
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  closing.push(() => {
    server.close();
    if (server instanceof http.Server) server.closeAllConnections();
  });
  return { host: "127.0.0.1", port: (server.address() as net.AddressInfo).port };
}

const serve = (handler: http.RequestListener) => listen(http.createServer(handler));

/** A server of raw sockets: every request is answered with these bytes, then perhaps the end. */
const answerRaw = (bytes: string, end: "end" | "reset" | "keep" = "keep") =>
  listen(
    net.createServer((socket) => {
      socket.on("error", () => {});
      socket.on("data", () => {
        socket.write(bytes);
        if (end === "end") socket.end();
        if (end === "reset") socket.resetAndDestroy();
      });
    }),
  );

type Drive = { samples: Sample[]; tookMs: number; endMs: number };

function clock(): () => number {
  const begin = performance.now();
  return () => performance.now() - begin;
}

function drive(target: Target, phases: Phase[], now = clock()): Promise<Drive> {
  return new Promise((resolve) => {
    const samples: Sample[] = [];
    const streams = plan(phases);
    generate({
      streams,
      target,
      zeroMs: 0,
      now,
      record: (sample) => samples.push(sample),
      done: () => resolve({ samples, tookMs: now(), endMs: Math.max(...streams.map((stream) => stream.endMs)) }),
    });
  });
}

const phase = (seconds: number, arrival: Phase["arrival"], more: Partial<Phase> = {}): Phase => ({
  path: "/",
  seconds,
  arrival,
  ...more,
});

const percentile = (samples: Sample[], p: number) =>
  samples.map((sample) => sample.latencyMs).sort((a, b) => a - b)[Math.ceil((p / 100) * samples.length) - 1] ?? 0;

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

test("an open loop sends every planned request, and each latency counts from its planned start", async () => {
  const target = await serve((_, response) => response.end("ok"));
  const { samples, tookMs, endMs } = await drive(target, [phase(0.5, { rate: 100 })]);
  assert.equal(samples.length, 50);
  const intended = samples.map((sample) => sample.intendedMs).sort((a, b) => a - b);
  for (const [n, at] of intended.entries()) assert.ok(Math.abs(at - n * 10) < 1e-6);
  for (const { t, intendedMs, latencyMs, status, error } of samples) {
    assert.deepEqual([status, error], [200, null]);
    assert.ok(latencyMs >= 0 && Math.abs(t - intendedMs - latencyMs) < 1e-6);
  }
  assert.ok(tookMs >= endMs, "the profile is not over before its end");
});

test("a stall is felt by everyone who came meanwhile, unless the load waits for the server", async () => {
  const stallingOnce = () => {
    const now = clock();
    let until: number | null = null;
    return serve((_, response) => {
      if (until === null && now() > 250) until = now() + 500;
      // The loop of the test is the generator's as well, so the service stops instead of its thread.
      setTimeout(() => response.end("ok"), Math.max(0, (until ?? 0) - now()));
    });
  };
  const open = await drive(await stallingOnce(), [phase(1.5, { rate: 100 })]);
  const closed = await drive(await stallingOnce(), [phase(1.5, { connections: 1 })]);
  assert.equal(open.samples.length, 150);
  assert.ok(percentile(open.samples, 99) >= 400, `open loop p99 ${percentile(open.samples, 99)} ms`);
  assert.ok(open.samples.filter((sample) => sample.latencyMs > 50).length >= 40);
  assert.equal(closed.samples.filter((sample) => sample.latencyMs > 400).length, 1);
  assert.ok(percentile(closed.samples, 99) < 100, `closed loop p99 ${percentile(closed.samples, 99)} ms`);
});

test("a closed loop never has more in flight than it has clients, and uses one connection for each", async () => {
  let inFlight = 0;
  let peak = 0;
  const sockets = new Set<unknown>();
  const target = await serve(async (request, response) => {
    sockets.add(request.socket);
    peak = Math.max(peak, ++inFlight);
    await wait(5);
    inFlight--;
    response.end("ok");
  });
  const { samples } = await drive(target, [phase(0.4, { connections: 6 })]);
  assert.equal(peak, 6);
  assert.equal(sockets.size, 6);
  assert.ok(samples.length > 6);
  assert.ok(samples.every((sample) => sample.status === 200 && sample.intendedMs < 400));
});

test("a thread held up between two looks at the clock loses no request", async () => {
  const target = await serve((_, response) => response.end("ok"));
  for (let stepMs = 0.5; stepMs < 8; stepMs += 0.5) {
    let ms = 0;
    const { samples } = await drive(target, [phase(0.2, { rate: 50 })], () => {
      ms += stepMs;
      return ms;
    });
    assert.equal(samples.length, 10, `${stepMs} ms a look`);
  }
});

test("a burst is on the server at once", async () => {
  let inFlight = 0;
  let peak = 0;
  const target = await serve(async (_, response) => {
    peak = Math.max(peak, ++inFlight);
    await wait(300);
    inFlight--;
    response.end("ok");
  });
  const { samples } = await drive(target, [phase(0.05, { burst: 60 })]);
  assert.equal(samples.length, 60);
  assert.equal(peak, 60);
  assert.ok(samples.every((sample) => sample.intendedMs === 0));
});

test("beyond maxConnections requests wait for a connection, and their latency counts from the plan", async () => {
  let inFlight = 0;
  let peak = 0;
  const target = await serve(async (_, response) => {
    peak = Math.max(peak, ++inFlight);
    await wait(50);
    inFlight--;
    response.end("ok");
  });
  const { samples, tookMs } = await drive(target, [phase(0.3, { rate: 100, maxConnections: 3 })]);
  assert.equal(samples.length, 30);
  assert.equal(peak, 3);
  assert.ok(tookMs >= 480, "ten rounds of 50 ms are waited for, past the end of the phase");
  assert.ok(percentile(samples, 99) >= 200);
});

test("phases overlap, each with its own method, headers and body", async () => {
  const seen = new Map<string, number>();
  const target = await serve(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    const what = [request.method, request.url, request.headers["x-who"] ?? "", body].join(" ").trim();
    seen.set(what, (seen.get(what) ?? 0) + 1);
    response.end("ok");
  });
  const { samples } = await drive(target, [
    phase(0.3, { rate: 50 }, { path: "/a?b=1" }),
    phase(0.2, { burst: 5 }, { at: 0.1, method: "POST", path: "/c", headers: { "X-Who": "me" }, body: "안녕" }),
    phase(0.1, { burst: 2 }, { at: 0.2, method: "HEAD", path: "/d" }),
    phase(0.1, { burst: 2 }, { at: 0.2, method: "PUT", path: "/e" }),
  ]);
  assert.deepEqual(Object.fromEntries(seen), { "GET /a?b=1": 15, "POST /c me 안녕": 5, "HEAD /d": 2, "PUT /e": 2 });
  assert.equal(samples.length, 24);
  const post = samples.filter((sample) => sample.intendedMs === 100);
  assert.ok(post.length >= 5);
});

test("statuses are told as they came, and an answer of any kind is no error", async () => {
  let n = 0;
  const target = await serve((_, response) => response.writeHead([200, 404, 500, 204][n++ % 4] ?? 200).end());
  const { samples } = await drive(target, [phase(0.2, { rate: 100 })]);
  const count = (status: number) => samples.filter((sample) => sample.status === status).length;
  assert.deepEqual([count(200), count(404), count(500), count(204)], [5, 5, 5, 5]);
});

test("every way to fail has its word", async () => {
  const nobody = { host: "127.0.0.1", port: 1 };
  const one = [phase(0.01, { burst: 3 })];
  const words = async (target: Target) => [
    ...new Set((await drive(target, one)).samples.map(({ status, error }) => error ?? status)),
  ];
  assert.deepEqual(await words(nobody), ["refused"]);
  assert.deepEqual(await words({ path: "/tmp/no-such-socket" }), ["refused"]);
  assert.deepEqual(await words(await answerRaw("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhe", "end")), ["closed"]);
  assert.deepEqual(await words(await answerRaw("HTTP/1.1 200 OK\r\n\r\nhe", "end")), [200]);
  assert.deepEqual(await words(await answerRaw("", "end")), ["closed"]);
  assert.deepEqual(await words(await answerRaw("", "reset")), ["reset"]);
  assert.deepEqual(await words(await answerRaw("SSH-2.0-x\r\n")), ["protocol"]);
});

test("an abandoned load tells who was on the way and who had waited behind them", async () => {
  const left: Sample[] = [];
  const generator = generate({
    streams: plan([phase(10, { rate: 100, maxConnections: 2 })]),
    target: await serve(() => {}),
    zeroMs: 0,
    now: clock(),
    record: (sample) => left.push(sample),
    done: () => assert.fail("an abandoned load is not done"),
  });
  await wait(100);
  assert.equal(left.length, 0);
  generator.abandon("timeout");
  assert.ok(left.length >= 9);
  assert.deepEqual(new Set(left.map((sample) => sample.error)), new Set(["timeout"]));
  assert.equal(new Set(left.map((sample) => sample.intendedMs)).size, left.length);
  await wait(50);
  generator.abandon("closed");
});

test("a server that closes after each answer costs connections, not answers", async () => {
  const target = await serve((_, response) => response.setHeader("connection", "close").end("ok"));
  const { samples } = await drive(target, [phase(0.3, { connections: 3 })]);
  assert.ok(samples.length > 3);
  assert.ok(samples.every((sample) => sample.status === 200));
});

test("surplus bytes after an answer do not spoil the next one", async () => {
  const target = await answerRaw("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nokHTTP/1.1 500 Oops\r\n\r\n");
  const { samples } = await drive(target, [phase(0.1, { connections: 2 })]);
  assert.ok(samples.length > 2);
  assert.ok(samples.every((sample) => sample.status === 200));
});

test("whatever a server answers, every request has exactly one outcome", async () => {
  const random = seeded(11);
  const pieces = [
    "HTTP/1.1 200 OK\r\n",
    "content-length: 3\r\n",
    "transfer-encoding: chunked\r\n",
    "\r\n",
    "abc",
    "3\r\n",
    "0\r\n\r\n",
    "\0",
    "connection: close\r\n",
  ];
  const target = await listen(
    net.createServer((socket) => {
      socket.on("error", () => {});
      socket.on("data", () => {
        for (let count = random() * 8; count > 0; count--)
          socket.write(pieces[Math.floor(random() * pieces.length)] ?? "");
        // An answer may look unfinished for ever, so each connection ends somehow.
        const end = random();
        if (end < 0.3) socket.resetAndDestroy();
        else setTimeout(() => socket.end(), 5);
      });
    }),
  );
  const { samples } = await drive(target, [phase(1, { rate: 400 }), phase(1, { connections: 5 }, { at: 0 })]);
  const open = Array.from({ length: 400 }, (_, n) => n * 2.5);
  const intended = new Set(samples.map((sample) => sample.intendedMs));
  assert.ok(samples.length >= 400 && open.every((at) => intended.has(at)));
  for (const { status, error } of samples) {
    assert.ok(error === null ? status === 200 : ["reset", "closed", "protocol"].includes(error), `${status} ${error}`);
  }
});

test("a closed loop does not spin on a dead server", async () => {
  const { samples } = await drive({ host: "127.0.0.1", port: 1 }, [phase(0.5, { connections: 4 })]);
  assert.ok(samples.length >= 4 && samples.length <= 4 * 6, `${samples.length} samples`);
});

test("more at once than there may be connections in all still get their answers", async () => {
  const target = await serve((_, response) => setTimeout(() => response.setHeader("connection", "close").end(), 20));
  const burst = phase(0.05, { burst: 256 }, { at: 0 });
  const { samples } = await drive(target, [burst, burst, burst]);
  assert.equal(samples.length, 768);
  assert.deepEqual(new Set(samples.map((sample) => sample.status)), new Set([200]));
});
