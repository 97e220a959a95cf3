import { rename } from "node:fs/promises";
import { join } from "node:path";
import type { Container } from "./contained.ts";
import type { Look } from "./look.ts";
import { untilSaid } from "./ready.ts";
import type { Service, ServiceMaker } from "./service.ts";

/** What tells one kind of service from another once its program runs in its walls. */
export type Kind = Pick<Service, "name" | "title" | "memoryMb"> & {
  start: Container;
  /** Part of what it says when it can be connected to. */
  ready: string;
  /** The name it gives its socket. */
  socket: string;
  /** Connects our own view of it, by that socket's folder. It is closed by the service's end. */
  view(folder: string): Promise<() => Promise<Look>>;
};

/** Starts services of one kind: in walls, until they are ready and seen into, and nobody else can reach them. */
export const makerOf = ({ name, title, memoryMb, start, ready, socket, view }: Kind): ServiceMaker => ({
  async start(signal) {
    const contained = await start(signal);
    try {
      await untilSaid(contained, ready, signal);
      const look = await view(contained.folder);
      const taken = await contained.takeSocket(socket);
      const { init, ended, kill } = contained;
      return {
        ...{ name, title, memoryMb, init, ended, look, kill },
        get lastWords() {
          return contained.said.text;
        },
        attach: (sockets) => rename(taken, join(sockets, name)),
        [Symbol.asyncDispose]: () => contained[Symbol.asyncDispose](),
      };
    } catch (error) {
      await contained[Symbol.asyncDispose]();
      throw error;
    }
  },
});
