import { readFile } from "node:fs/promises";
import { type Lease, takeLease } from "./lease.ts";

/**
 * A user id of its own for every cell of a server that runs as root: two cells then share no per-user limit
 * and no right to signal each other, and none maps to the host's root.
 */

/** Between systemd's blocks for users and for services: on its list of ids this one belongs to nobody, and a container's 65 536 ids hold it. */
export const uidRange = { first: 60_578, last: 61_183 } as const;

export type Uid = Lease & { readonly uid: number };

export class Uids {
  readonly #free: readonly number[];
  #next: number;

  constructor(taken: ReadonlySet<number> = new Set()) {
    const { first, last } = uidRange;
    this.#free = Array.from({ length: last - first + 1 }, (_, index) => first + index).filter((uid) => !taken.has(uid));
    // Two servers that start together do not try the same ids one after the other.
    this.#next = Math.floor(Math.random() * this.#free.length);
  }

  /** Those of the range that this machine has given to somebody after all are left alone. */
  static async ofThisMachine(): Promise<Uids> {
    const passwd = await readFile("/etc/passwd", "utf8").catch(() => "");
    return new Uids(new Set(passwd.split("\n").map((line) => Number(line.split(":")[2]))));
  }

  /** One that no live cell of any server on this machine has. */
  async take(): Promise<Uid> {
    for (let tries = 0; tries < this.#free.length; tries++) {
      const uid = this.#free[this.#next++ % this.#free.length] as number;
      const lease = await takeLease(`cell-uid-${uid}`);
      if (lease) return { uid, [Symbol.asyncDispose]: () => lease[Symbol.asyncDispose]() };
    }
    throw new Error(`expected a free user id from ${uidRange.first} to ${uidRange.last}, got every one taken`);
  }
}
