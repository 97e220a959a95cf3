import { equal } from "node:assert/strict";
import { test } from "node:test";
import { frameAt, hidesTick } from "./frame.ts";
import type { Moments } from "./moments.ts";
import { wordsOf } from "./words.ts";

const stage = { axisEndMs: 1_000, lagTopMs: 1_000, rows: 2, lagHeight: 100, lanesHeight: 100 };
const blocked: Moments = { lag: [[400, 400]], blocks: [[0, 800]], starts: [0, 400], ends: [400, 800], maxLagMs: 800 };
const calm: Moments = { lag: [[5, 0.2]], blocks: [], starts: [0, 0], ends: [50, 51], maxLagMs: 0.2 };

test("while it is blocked the words stand at the playhead and the bar is open", () => {
  const frame = frameAt(blocked, 500, stage, wordsOf.en);
  equal(frame.passed, "50%");
  equal(frame.dot, 60);
  equal(frame.lag.text, "lag 400 ms, climbing");
  equal(frame.block, "blocked 500 ms …");
  equal(frame.open, true);
  equal(frame.answered.text, "1 answered");
});

test("when all is answered the words stay where it ended", () => {
  const frame = frameAt(blocked, 900, stage, wordsOf.ko);
  equal(frame.open, false);
  equal(frame.block, "멈춤 800 ms");
  equal(frame.answered.text, "800 ms에 2개 모두 답을 받음");
  equal(frame.answered.at, "80%");
  equal(frame.answered.side, "left");
});

test("a run without a block is calm, and no lag is claimed to be nothing", () => {
  const frame = frameAt(calm, 500, stage, wordsOf.en);
  equal(frame.lag.text, "lag never above 1 ms");
  equal(frame.lag.alarm, false);
  equal(frame.block, "");
});

test("a ruler's label gives way to the playhead, and only where it would be cut", () => {
  equal(hidesTick(600, 642, 1_050, 540), true);
  equal(hidesTick(800, 642, 1_050, 540), false);
  equal(hidesTick(800, 642, 1_050, 277), true);
});
