/** Cuts a stream of bytes into lines. A line longer than `maxBytes` is told of once and never kept. */
export type Lines = {
  push(chunk: Buffer): void;
  /** Whether a line has begun that did not end. */
  readonly unfinished: boolean;
};

const newline = 0x0a;

export function createLines(maxBytes: number, onLine: (line: Buffer) => void, onTooLong: () => void): Lines {
  let parts: Buffer[] = [];
  let size = 0;
  let tooLong = false;

  const add = (part: Buffer) => {
    size += part.length;
    if (tooLong) return;
    if (size <= maxBytes) {
      parts.push(part);
      return;
    }
    parts = [];
    tooLong = true;
    onTooLong();
  };
  const finish = () => {
    const line = parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts);
    const whole = !tooLong;
    parts = [];
    size = 0;
    tooLong = false;
    if (whole) onLine(line);
  };

  return {
    get unfinished() {
      return size > 0;
    },
    push(chunk) {
      let from = 0;
      for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, from)) {
        add(chunk.subarray(from, end));
        finish();
        from = end + 1;
      }
      if (from < chunk.length) add(chunk.subarray(from));
    },
  };
}
