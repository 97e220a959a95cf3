import { limits, type RunEvent } from "#protocol";

/**
 * What the program prints, from its two pipes to the wire: decoded across chunks, held until time zero, cut
 * at the run's limit, and gathered so that a program printing single letters does not make a million events.
 */
export interface Output {
  write(stream: Stream, chunk: Buffer): void;
  /** From now on output has a time; what came before was printed at 0. */
  zero(now: () => number): void;
  /** Both pipes are at their end. */
  end(): void;
  readonly droppedBytes: number;
  /** The last of stderr, where V8 says why it gave up. */
  readonly lastWords: string;
}

export type Stream = "stdout" | "stderr";
type Options = { onEvent: (event: RunEvent) => void; onLimit: () => void; onFirstByte?: () => void };

/** Nobody sees the difference; only the first chunk after a pause goes out at once. */
const gatherMs = 4;
const lastWordsBytes = 16 << 10;

export function createOutput({ onEvent, onLimit, onFirstByte }: Options): Output {
  const decoders = { stdout: utf8(), stderr: utf8() };
  const gathered = new Map<Stream, { t: number; text: string }>();
  let now: (() => number) | null = null;
  let held: [Stream, Buffer][] = [];
  let taken = 0;
  let droppedBytes = 0;
  let lastWords = Buffer.alloc(0);
  let gathering: NodeJS.Timeout | undefined;

  const flush = () => {
    for (const [type, data] of gathered) onEvent({ type, data });
    gathered.clear();
  };
  const gather = (stream: Stream, text: string) => {
    if (text === "" || !now) return;
    const before = gathered.get(stream);
    if (before) before.text += text;
    else gathered.set(stream, { t: now(), text });
    if (gathering) return;
    flush();
    gathering = setTimeout(() => {
      gathering = undefined;
      flush();
    }, gatherMs);
  };

  return {
    get droppedBytes() {
      return droppedBytes;
    },
    get lastWords() {
      return lastWords.toString("utf8");
    },
    write(stream, chunk) {
      if (taken === 0) onFirstByte?.();
      if (stream === "stderr") lastWords = Buffer.concat([lastWords, chunk]).subarray(-lastWordsBytes);
      const kept = chunk.subarray(0, limits.outputBytes - taken);
      taken += kept.length;
      if (now) gather(stream, decoders[stream].decode(kept, { stream: true }));
      else held.push([stream, kept]);
      if (kept.length === chunk.length) return;
      droppedBytes += chunk.length - kept.length;
      onLimit();
    },
    zero(clock) {
      now = () => 0;
      for (const [stream, chunk] of held) gather(stream, decoders[stream].decode(chunk, { stream: true }));
      held = [];
      now = clock;
    },
    end() {
      clearTimeout(gathering);
      // Half a character is only invalid if the program left it so; at the limit it was cut by us.
      if (droppedBytes === 0)
        for (const stream of ["stdout", "stderr"] as const) gather(stream, decoders[stream].decode());
      clearTimeout(gathering);
      flush();
    },
  };
}

/** A byte order mark is the program's own output like any other. */
const utf8 = () => new TextDecoder("utf-8", { ignoreBOM: true });
