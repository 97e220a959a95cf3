import { createServer } from "node:net";

/**
 * A name that one process of this machine holds at a time. It is an abstract unix socket, so the kernel
 * gives it back however its holder ends; another network namespace has names of its own.
 */
export type Lease = AsyncDisposable;

/** The lease, or null while somebody else holds it. */
export function takeLease(name: string): Promise<Lease | null> {
  const { promise, resolve, reject } = Promise.withResolvers<Lease | null>();
  const server = createServer((socket) => socket.destroy());
  server.once("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EADDRINUSE") resolve(null);
    else reject(error);
  });
  server.listen({ path: `\0${name}` }, () => {
    server.unref();
    resolve({ [Symbol.asyncDispose]: () => new Promise((closed) => server.close(() => closed())) });
  });
  return promise;
}
