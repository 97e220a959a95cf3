import net from "node:net";
import type { Target } from "./connection.ts";
import { generate } from "./generator.ts";
import { plan } from "./plan.ts";

/**
 * A tiny load against a server of our own. The first requests of a thread pay for compiling and loading what
 * sends them (30 ms and more on a busy machine), and a learner would read that as his server's latency.
 */
export async function rehearse(): Promise<void> {
  const server = net.createServer((socket) => {
    socket.on("error", () => {});
    socket.on("data", () => socket.write("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok"));
  });
  const target = await new Promise<Target>((resolve) => {
    server.listen(0, "127.0.0.1", () =>
      resolve({ host: "127.0.0.1", port: (server.address() as net.AddressInfo).port }),
    );
  });
  await new Promise<void>((done) => {
    generate({
      streams: plan([{ path: "/", seconds: 0.01, arrival: { rate: 500 } }]),
      target,
      zeroMs: performance.now(),
      now: () => performance.now(),
      record: () => {},
      done,
    });
  });
  server.close();
}
