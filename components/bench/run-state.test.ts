import assert from "node:assert/strict";
import { test } from "node:test";
import type { RunEvent } from "#protocol";
import {
  canTryAgain,
  idle,
  isolationOf,
  isUnderWay,
  next,
  type RunState,
  type RunStep,
  secondsLeft,
} from "./run-state.ts";

const started: RunEvent = {
  type: "started",
  data: { runId: "r1", node: "26.10.0", isolation: "process", epochMs: 0 },
};
const exit = (reason: "finished" | "timeout"): RunEvent => ({
  type: "exit",
  data: {
    reason,
    code: 0,
    signal: null,
    wallMs: 1_004,
    cpuMs: 12,
    peakRssMb: 40,
    maxLagMs: 2,
    droppedOutputBytes: 0,
  },
});
const event = (event: RunEvent): RunStep => ({ step: "event", event });
const walk = (...steps: RunStep[]): RunState => steps.reduce(next, idle);

test("a run goes from asked to queued to running to ended", () => {
  const queued = walk({ step: "ask" }, event({ type: "queued", data: { position: 2 } }));
  assert.deepEqual(queued, { phase: "queued", position: 2 });
  const nearer = next(queued, event({ type: "queued", data: { position: 1 } }));
  assert.deepEqual(nearer, { phase: "queued", position: 1 });
  const running = next(nearer, event(started));
  assert.equal(running.phase, "running");
  const ended = next(running, event(exit("finished")));
  assert.deepEqual(ended, { phase: "ended", reason: "finished", wallMs: 1_004, isolation: "process" });
});

test("the first end wins", () => {
  const stopped = walk({ step: "ask" }, event(started), { step: "stop", wallMs: 640 });
  const late = [event(exit("timeout")), { step: "lose", reached: true } as const].reduce(next, stopped);
  assert.equal(late, stopped);
  assert.equal(stopped.phase === "ended" && stopped.reason, "cancelled");
});

test("asking twice does not start over a run that is under way", () => {
  const running = walk({ step: "ask" }, event(started));
  assert.equal(next(running, { step: "ask" }), running);
});

test("after any end a run can be asked for again", () => {
  const refusal = { code: "busy", message: "full" } as const;
  for (const end of [
    { step: "stop", wallMs: 1 },
    { step: "lose", reached: false },
    { step: "refuse", refusal, retryAfter: 4, nowMs: 0 },
  ] satisfies RunStep[]) {
    const over = walk({ step: "ask" }, end);
    assert.equal(isUnderWay(over), false);
    assert.deepEqual(next(over, { step: "ask" }), { phase: "starting" });
  }
});

test("a refusal counts down to zero and no further", () => {
  const refusal = { code: "rate-limited", message: "slow down" } as const;
  const refused = walk({ step: "ask" }, { step: "refuse", refusal, retryAfter: 4, nowMs: 1_000 });
  assert.deepEqual(
    [1_000, 1_001, 4_999, 5_000, 9_000].map((nowMs) => secondsLeft(refused, nowMs)),
    [4, 4, 1, 0, 0],
  );
});

test("a clock read before the refusal came does not lengthen the wait", () => {
  const refusal = { code: "busy", message: "full" } as const;
  const refused = walk({ step: "ask" }, { step: "refuse", refusal, retryAfter: 4, nowMs: 60_000 });
  assert.equal(secondsLeft(refused, 0), 4);
  const free = walk({ step: "ask" }, { step: "refuse", refusal, retryAfter: null, nowMs: 60_000 });
  assert.equal(secondsLeft(free, 0), 0);
});

test("a refusal without a time to wait may be retried at once", () => {
  const refusal = { code: "sandbox-down", message: "down" } as const;
  assert.equal(secondsLeft(walk({ step: "ask" }, { step: "refuse", refusal, retryAfter: null, nowMs: 5 }), 5), 0);
});

test("another try is offered where it may help", () => {
  const refused = (code: "busy" | "bad-path") =>
    walk({ step: "ask" }, { step: "refuse", refusal: { code, message: "" }, retryAfter: null, nowMs: 0 });
  assert.equal(canTryAgain(refused("busy")), true);
  assert.equal(canTryAgain(refused("bad-path")), false);
  assert.equal(canTryAgain(walk({ step: "ask" }, { step: "lose", reached: false })), true);
  assert.equal(canTryAgain(idle), false);
});

test("isolation is known while running and after", () => {
  const running = walk({ step: "ask" }, event(started));
  assert.equal(isolationOf(running), "process");
  assert.equal(isolationOf(next(running, { step: "stop", wallMs: 3 })), "process");
  assert.equal(isolationOf(idle), null);
});
