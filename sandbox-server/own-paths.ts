import type { EventData } from "#protocol";

/**
 * Only the learner's own files are named to the learner. The cell cleans what it tells; this is the second
 * fence, for what a forged or forgetful report would let through.
 */
export type OwnPaths = {
  block(block: EventData<"block">): EventData<"block">;
  lane(lane: EventData<"lane">): EventData<"lane">;
  error(error: EventData<"error">): EventData<"error">;
};

export function createOwnPaths(files: readonly string[]): OwnPaths {
  const own = new Set(files);
  /** An exercise's driver is not the learner's work: its lines explain nothing to him. */
  const shown = (file: string) => own.has(file) && !isDriver(file);

  return {
    block(block) {
      const stack = block.stack.filter((frame) => shown(frame.file));
      if (block.file !== null && shown(block.file)) return { ...block, stack };
      return { ...block, stack, file: null, line: null, fn: null };
    },
    lane({ file, line, ...lane }) {
      if (file === undefined || !shown(file)) return lane;
      return { ...lane, file, ...(line === undefined ? {} : { line }) };
    },
    error({ file, line, column, stack, ...error }) {
      const place = {
        ...(file === undefined ? {} : { file }),
        ...(line === undefined ? {} : { line }),
        ...(column === undefined ? {} : { column }),
      };
      return {
        ...error,
        ...(file !== undefined && own.has(file) ? place : {}),
        ...(stack === undefined ? {} : { stack: ownFrames(stack, own) }),
      };
    },
  };
}

export const isDriver = (file: string): boolean => /(?:^|\/)driver[^/]*$/.test(file);

/** The stack without frames outside the learner's files; its message lines stay as they are. */
function ownFrames(stack: string, own: ReadonlySet<string>): string {
  return stack
    .split("\n")
    .filter((line) => {
      if (!/^\s+at /.test(line)) return true;
      const file = /([^\s()]+?):\d+:\d+\)?$/.exec(line)?.[1];
      return file === undefined ? !/[/\\]/.test(line) : own.has(file) || /^(?:node:|node_modules\/)/.test(file);
    })
    .join("\n");
}
