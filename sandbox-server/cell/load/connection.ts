import net from "node:net";
import { type Response, readResponse } from "./response.ts";

/** One keep-alive connection to the learner's server, with one request on its way at most. */

/** Where the learner's server listens, as seen from beside it. */
export type Target = { path: string } | { host: string; port: number };

/** Why a request got no answer; the list is closed. */
export type LoadError = "refused" | "reset" | "timeout" | "protocol" | "closed";
export type Answer = { status: number; error: null } | { status: null; error: LoadError };

export type Connection = {
  send(request: Buffer, method: string, settle: (answer: Answer) => void): void;
  /** The last moment on the process's clock at which it may be used again. */
  readonly usableUntilMs: number;
  destroy(): void;
};

/** One for all connections: what was read is looked at before anything else is read. */
const received = Buffer.allocUnsafe(64 << 10);

export function connect(target: Target, gone: () => void): Connection {
  let response: Response | null = null;
  let settle: ((answer: Answer) => void) | null = null;
  let failure: LoadError = "closed";
  let usableUntilMs = 0;

  const socket = net.connect({ ...target, noDelay: true, onread: { buffer: received, callback: read } });
  socket.on("error", (error) => {
    failure = wordFor(error);
  });
  socket.on("end", () => {
    if (response?.close() === "done") answered(response);
  });
  socket.on("close", () => {
    usableUntilMs = 0;
    finish({ status: null, error: failure });
    gone();
  });

  function read(bytes: number): boolean {
    // Bytes nobody asked for: the next answer could not be told from them.
    if (response === null) socket.destroy();
    else {
      const progress = response.read(received.subarray(0, bytes));
      if (progress === "done") answered(response);
      else if (progress === "spoilt") {
        failure = "protocol";
        socket.destroy();
      }
    }
    return true;
  }

  function answered({ status, reusableMs }: Response): void {
    // A server may answer before it has read the whole request: the rest would be taken for the next one.
    const reusable = reusableMs > 0 && socket.writableLength === 0 && !socket.readableEnded;
    usableUntilMs = reusable ? performance.now() + reusableMs : 0;
    if (!reusable) socket.destroy();
    response = null;
    finish({ status, error: null });
  }

  function finish(answer: Answer): void {
    const settled = settle;
    settle = null;
    settled?.(answer);
  }

  const connection: Connection = {
    send(request, method, whenSettled) {
      response = readResponse(method);
      settle = whenSettled;
      socket.write(request);
    },
    get usableUntilMs() {
      return usableUntilMs;
    },
    destroy: () => socket.destroy(),
  };
  return connection;
}

const words: Record<string, LoadError> = { ECONNRESET: "reset", EPIPE: "reset", ETIMEDOUT: "timeout" };

/** Anything else never reached the server: no listener, no free descriptor or port. */
const wordFor = (error: NodeJS.ErrnoException): LoadError => words[error.code ?? ""] ?? "refused";
