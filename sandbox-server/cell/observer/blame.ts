import type { EventData } from "#protocol";
import { anonymous, type Frame, type Frames } from "./frames.ts";
import type { Look } from "./main-loop.ts";
import type { Call, Reading } from "./profile.ts";
import type { Span } from "./watch.ts";

/**
 * Says which line held the loop, from two witnesses. Looks know the whole stack with its lines, but stand
 * before a closed door while native code runs; the profiler sees through that door, but knows lines only where
 * the learner's code itself was on top.
 */
export type Blame = Pick<EventData<"block">, "file" | "line" | "fn" | "stack">;

export const nobody: Blame = { file: null, line: null, fn: null, stack: [] };

/** A look that was answered later than this was waiting for native code to return. */
const promptMs = 4;

export function blame(block: Span, looks: readonly Look[], reading: Reading | null, frames: Frames): Blame {
  const half = (block.endMs - block.startMs) / 2;
  const direct = reading?.direct[0];
  if (direct && direct.ms >= half) return at(direct.frame, looks, frames);

  const prompt = looks.filter((look) => !isLate(look));
  const looked = heaviestLook(block, prompt, frames);
  if (looked && looked.ms >= half) return toBlame(looked.stack);

  const call = reading?.calls[0];
  const line = call && callSite(call.call, looks, frames);
  if (call && line !== null && line !== undefined && call.ms > (looked?.ms ?? 0) && call.ms > (direct?.ms ?? 0)) {
    return at({ fn: call.call.fn, file: call.call.file, line }, looks, frames);
  }
  if (looked) return toBlame(looked.stack);
  if (direct) return at(direct.frame, looks, frames);
  const late = looks.map((look) => frames.ownOf(look.stack)).find((stack) => stack.length > 0);
  return late ? toBlame(late) : nobody;
}

/** Whether the looks alone settle it, so that the profiler need not be asked. */
export function isSettled(block: Span, looks: readonly Look[], frames: Frames): boolean {
  const prompt = looks.filter((look) => !isLate(look));
  const looked = heaviestLook(block, prompt, frames);
  // Between two of its own calls a loop's looks all fall on where it jumps back: the profiler knows better.
  return looked !== null && looked.ms >= (block.endMs - block.startMs) / 2 && !looked.onTop;
}

const isLate = ({ askedMs, atMs }: Look) => atMs - askedMs > promptMs;

/** Each look stands for the time around it that no other look is nearer to. */
function heaviestLook(block: Span, looks: readonly Look[], frames: Frames) {
  const sums = new Map<string, { stack: Frame[]; ms: number; onTop: boolean }>();
  looks.forEach((look, index) => {
    const stack = frames.ownOf(look.stack);
    const [inner] = stack;
    if (!inner) return;
    const from = index === 0 ? block.startMs : middle(looks[index - 1] as Look, look);
    const to = index === looks.length - 1 ? block.endMs : middle(look, looks[index + 1] as Look);
    const key = `${inner.file}:${inner.line}`;
    const sum = sums.get(key) ?? { stack, ms: 0, onTop: false };
    sum.ms += Math.max(0, Math.min(to, block.endMs) - Math.max(from, block.startMs));
    sum.onTop ||= look.stack[0] !== undefined && frames.own(look.stack[0]) !== null;
    sums.set(key, sum);
  });
  return [...sums.values()].reduce<{ stack: Frame[]; ms: number; onTop: boolean } | null>(
    (best, sum) => (best && best.ms >= sum.ms ? best : sum),
    null,
  );
}

const middle = (a: Look, b: Look) => (a.atMs + b.atMs) / 2;

/** Where in its function the call was written: as a look saw it, else where the source names what was called. */
function callSite(call: Call, looks: readonly Look[], frames: Frames): number | null {
  for (const look of looks) {
    const index = look.stack.findIndex((frame) => frame.fn === call.callee || frame.fn.endsWith(`.${call.callee}`));
    const caller = index < 0 ? undefined : look.stack[index + 1];
    const own = caller && frames.own(caller);
    if (own && own.file === call.file && own.fn === call.fn) return own.line;
  }
  return frames.find(call.file, call.fromLine, call.callee);
}

/** The frame, with the callers a look saw around that function. */
function at(frame: Frame, looks: readonly Look[], frames: Frames): Blame {
  for (const look of looks) {
    const stack = frames.ownOf(look.stack);
    const index = stack.findIndex(({ file, fn }) => file === frame.file && fn === frame.fn);
    if (index >= 0) return toBlame([frame, ...stack.slice(index + 1)]);
  }
  return toBlame([frame]);
}

function toBlame(stack: Frame[]): Blame {
  const [inner] = stack;
  if (!inner) return nobody;
  return { file: inner.file, line: inner.line, fn: inner.fn === anonymous ? null : inner.fn, stack };
}
