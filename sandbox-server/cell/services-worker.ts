import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import type { Service } from "#protocol";

/**
 * The thread between `localhost:5432` and a database's socket: it passes bytes on while the learner's loop is
 * blocked, as a network would. A socket by its path and an address by its number need none of libuv's threads.
 */
const ports: Record<Service, number> = { postgres: 5_432, redis: 6_379 };

function passOn(near: Socket, service: Service): void {
  const far = connect({ path: `/svc/${service}`, allowHalfOpen: true });
  near.setNoDelay(true);
  near.pipe(far).pipe(near);
  // Whichever breaks, the other learns it as a broken connection.
  near.on("error", () => far.destroy()).on("close", () => far.destroy());
  far.on("error", () => near.resetAndDestroy()).on("close", () => near.destroySoon());
}

for (const service of workerData as Service[]) {
  // `localhost` is either.
  for (const host of ["127.0.0.1", "::1"]) {
    const server = createServer({ allowHalfOpen: true }, (socket) => passOn(socket, service));
    // A machine may have no IPv6; then nobody looks for it there.
    await once(server.listen(ports[service], host), "listening").catch(
      (error) => host === "::1" || Promise.reject(error),
    );
  }
}
(parentPort as MessagePort).postMessage("ready");
