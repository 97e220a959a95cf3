import assert from "node:assert/strict";
import { test } from "node:test";
import type { RunEvent, Trace } from "#protocol";
import { measure } from "#protocol";
import checks from "./checks.ts";

type Run = { together?: number; started?: number[]; busy?: object; throwing?: object; givingUp?: object };

/** Six tasks through three permits, two of three errors later, and four callers of whom two gave up. */
function run({ together = 3, started = [1, 2, 3, 4, 5, 6], busy, throwing, givingUp }: Run): Trace {
  const note = (t: number, name: string, value: never): RunEvent => ({ type: "note", data: { t, name, value } });
  const lane = (index: number): RunEvent => {
    const startMs = 10 * Math.floor(index / together) + index / 10;
    const from = { file: "semaphore.ts", line: 17 };
    return {
      type: "lane",
      data: { lane: index + 1, label: `task ${index + 1}`, ...from, slices: [[startMs, startMs + 9, "wait"]] },
    };
  };
  const events: RunEvent[] = [
    ...started.map((id, index) => note(10 + index, "started", id as never)),
    ...Array.from({ length: 6 }, (_, index) => lane(index)),
    note(100, "busy", { permits: 3, right: 6, of: 6, ...busy } as never),
    note(200, "throwing", { permits: 3, intact: 5, of: 5, free: 3, ...throwing } as never),
    note(300, "giving up", {
      ...{ permits: 3, told: 2, of: 2, ran: 0, served: 4, staying: 4, free: 3 },
      ...givingUp,
    } as never),
  ];
  return { version: 1, events };
}
const verdicts = (wanted: Run) => checks(run(wanted), measure);
const failed = (wanted: Run) => verdicts(wanted).filter(({ state }) => state !== "met");

test("a semaphore that keeps its promises meets every check", () => {
  assert.deepEqual(failed({}), []);
  assert.deepEqual(
    verdicts({}).map(({ check }) => check),
    ["answers", "peak", "order", "throws", "abort"],
  );
});

test("more inside than permits is told with the moment and the line that let them in", () => {
  const [peak, ...others] = failed({ together: 5 });
  assert.deepEqual(others, []);
  assert.deepEqual([peak?.check, peak?.measured, peak?.file, peak?.line], ["peak", "5", "semaphore.ts", 17]);
  assert.match(peak?.cause?.en ?? "", /went to two/);
});

test("places that stay empty while others wait are no limit kept but one missed", () => {
  assert.match(failed({ together: 1 })[0]?.cause?.en ?? "", /stood empty/);
});

test("who overtook whom is told, at the moment it did", () => {
  const [order] = failed({ started: [1, 2, 3, 6, 4, 5] });
  assert.deepEqual([order?.check, order?.measured, order?.atMs], ["order", "1", 13]);
  assert.match(order?.cause?.en ?? "", /Task 6 asked after task 4/);
});

test("a permit lost to an error and an error changed on its way are two causes", () => {
  assert.match(failed({ throwing: { free: 1 } })[0]?.cause?.en ?? "", /1 of 3 places.* kept its permit/);
  assert.match(failed({ throwing: { intact: 2 } })[0]?.cause?.en ?? "", /Only 2 of 5 errors/);
});

test("each way of giving up badly has its own cause and its own number", () => {
  const told = (givingUp: object) => failed({ givingUp }).map(({ measured, cause }) => `${measured}: ${cause?.en}`)[0];
  assert.match(told({ told: 1 }) ?? "", /^1 \/ 2: .*went on waiting/);
  assert.match(told({ ran: 1 }) ?? "", /^1: .*run later all the same/);
  assert.match(told({ free: 1 }) ?? "", /^1: .*still stood in line/);
  assert.match(told({ served: 3 }) ?? "", /^3 \/ 4: .*struck somebody else/);
});

test("a program that never came to its end fails every check and says so", () => {
  const trace: Trace = { version: 1, events: [{ type: "error", data: { kind: "uncaught", message: "no line" } }] };
  const all = checks(trace, measure);
  assert.deepEqual([all.length, all.filter(({ state }) => state === "not-met").length], [5, 5]);
});
