/**
 * Reads the answer to one HTTP/1.1 request from chunks cut anywhere. It wants to know the status,
 * where the answer ends and whether the connection may carry another; the body is passed over.
 */

/** `spoilt`: what came is not HTTP/1.1. */
export type Progress = "more" | "done" | "spoilt";

export type Response = {
  /** Takes the next bytes of the connection. */
  read(chunk: Buffer): Progress;
  /** The other side closed the connection: is the answer whole? */
  close(): Progress;
  readonly status: number;
  /** Once it is done: for how long the connection may lie idle before it is used again; 0 is never. */
  readonly reusableMs: number;
};

/** Node's own limit for a head is 16 KiB; past this it is garbage. */
const maxHead = 64 << 10;
const maxSizeLine = 1 << 10;

/** Below Node's `keepAliveTimeout` of 5 s, after which the server closes it, perhaps under our hands. */
const idleMs = 4_000;

type State = "head" | "length" | "size" | "chunk" | "chunk-end" | "trailers" | "until-close" | "done" | "spoilt";

export function readResponse(method: string): Response {
  let state: State = "head";
  let status = 0;
  let reusableMs = 0;
  /** What was gathered of a line, or of the head, so far. */
  let line = "";
  let left = 0;

  /** Gathers text up to `end`; the place after it, or -1 while more is needed or when it grew past `max`. */
  function gather(chunk: Buffer, from: number, end: string, max: number): number {
    const had = line.length;
    const whole = had === 0 ? chunk.indexOf(end, from, "latin1") : -1;
    const to = whole < 0 ? chunk.length : whole + end.length;
    line += chunk.toString("latin1", from, Math.min(to, from + max + end.length - had));
    const at = line.indexOf(end, Math.max(0, had - end.length));
    if (at < 0) {
      if (line.length >= max + end.length) state = "spoilt";
      return -1;
    }
    line = line.slice(0, at);
    return from + at + end.length - had;
  }

  function afterHead(head: Head | null): State {
    // Nobody asked to change the protocol.
    if (head === null || head.status === 101) return "spoilt";
    // 100 Continue and 103 Early Hints come before the answer itself.
    if (head.status < 200) return "head";
    ({ status, reusableMs } = head);
    if (method === "HEAD" || status === 204 || status === 304 || head.length === 0) return "done";
    if (head.chunked) return "size";
    if (head.length !== null) {
      left = head.length;
      return "length";
    }
    reusableMs = 0;
    return "until-close";
  }

  /** One step; the place in the chunk from which to go on, or -1 for nothing more to do with it. */
  function step(chunk: Buffer, at: number): number {
    switch (state) {
      case "head": {
        const next = gather(chunk, at, "\r\n\r\n", maxHead);
        // Another protocol is refused by its first bytes: the end of its head may never come.
        if (!"HTTP/1.".startsWith(line.slice(0, 7))) state = "spoilt";
        if (next < 0 || state === "spoilt") return -1;
        state = afterHead(parseHead(line));
        line = "";
        return next;
      }
      case "length":
      case "chunk": {
        const taken = Math.min(left, chunk.length - at);
        left -= taken;
        if (left === 0) state = state === "length" ? "done" : "chunk-end";
        return at + taken;
      }
      case "size": {
        const next = gather(chunk, at, "\r\n", maxSizeLine);
        if (next < 0) return -1;
        left = parseSize(line);
        state = left < 0 ? "spoilt" : left === 0 ? "trailers" : "chunk";
        line = "";
        return next;
      }
      case "chunk-end": {
        const next = gather(chunk, at, "\r\n", 0);
        if (next < 0) return -1;
        state = "size";
        return next;
      }
      case "trailers": {
        const next = gather(chunk, at, "\r\n", maxHead);
        if (next < 0) return -1;
        if (line === "") state = "done";
        line = "";
        return next;
      }
      case "done":
        // Whole, but what follows answers nothing that was asked: the connection is not to be trusted.
        reusableMs = 0;
        return -1;
      default:
        return -1;
    }
  }

  const progress = (): Progress => (state === "done" || state === "spoilt" ? state : "more");

  return {
    read(chunk) {
      for (let at = 0; at >= 0 && at < chunk.length; ) at = step(chunk, at);
      return progress();
    },
    close() {
      if (state === "until-close") state = "done";
      return progress();
    },
    get status() {
      return status;
    },
    get reusableMs() {
      return reusableMs;
    },
  };
}

type Head = { status: number; reusableMs: number; chunked: boolean; length: number | null };

function parseHead(text: string): Head | null {
  const [first = "", ...lines] = text.split("\r\n");
  const start = /^HTTP\/1\.([01]) ([1-9]\d\d)(?: |$)/.exec(first);
  if (!start) return null;
  let kept = start[1] === "1";
  let hintMs = idleMs;
  let coding: string | null = null;
  let length: number | null = null;
  for (const line of lines) {
    const colon = line.indexOf(":");
    if (colon <= 0) return null;
    const value = line
      .slice(colon + 1)
      .trim()
      .toLowerCase();
    switch (line.slice(0, colon).toLowerCase()) {
      case "content-length": {
        if (!/^\d{1,15}$/.test(value) || (length !== null && length !== Number(value))) return null;
        length = Number(value);
        break;
      }
      case "transfer-encoding":
        coding = value;
        break;
      case "connection":
        kept = /\bkeep-alive\b/.test(value) || (kept && !/\bclose\b/.test(value));
        break;
      case "keep-alive": {
        const seconds = /\btimeout=(\d{1,6})/.exec(value)?.[1];
        if (seconds) hintMs = Math.min(idleMs, Number(seconds) * 800);
        break;
      }
    }
  }
  const chunked = coding !== null && /(?:^|,)\s*chunked$/.test(coding);
  // With a transfer coding the length means nothing (RFC 9112, 6.3).
  return { status: Number(start[2]), reusableMs: kept ? hintMs : 0, chunked, length: coding === null ? length : null };
}

/** The size a chunk begins with, or -1. */
function parseSize(line: string): number {
  const digits = /^([0-9a-f]{1,12})[ \t]*(?:;.*)?$/i.exec(line)?.[1];
  return digits === undefined ? -1 : Number.parseInt(digits, 16);
}
