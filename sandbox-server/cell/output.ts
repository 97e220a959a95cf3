import { Writable } from "node:stream";
import { writeAll } from "./channel.ts";

/**
 * stdout and stderr that block. Node's own queue what a tight loop prints, without bound, and lose it
 * when the process ends; these hand every byte to the kernel before `write` returns.
 */
export function installOutput(): void {
  for (const [name, fd] of [["stdout", 1] as const, ["stderr", 2] as const]) {
    const stream = createOutput(fd);
    Object.defineProperty(process, name, { configurable: true, enumerable: true, get: () => stream });
  }
}

function createOutput(fd: number): Writable {
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      writeAll(fd, chunk);
      done();
    },
    // Like Node's own: neither `end` nor `destroy` takes stdout away from the rest of the program.
    destroy(error, done) {
      done(error);
      (this as Writable & { _undestroy(): void })._undestroy();
    },
  });
  return Object.assign(stream, { fd, _type: "pipe", _isStdio: true, destroySoon: stream.destroy });
}
