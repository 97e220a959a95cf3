import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import { report } from "../channel.ts";
import { now } from "../clock.ts";
import type { Target } from "./connection.ts";
import { type Generator, generate } from "./generator.ts";
import { plan, profileZero } from "./plan.ts";
import type { Order } from "./prepare.ts";
import { rehearse } from "./rehearsal.ts";
import { createSamples } from "./samples.ts";

/** The thread that drives the load: it sends, waits and tells on time while the learner's loop is blocked. */

/** Twice in the 100 ms the contract allows. */
const tellEveryMs = 50;

/** So long before the wall limit the load gives up: what was never answered has to be told before the end. */
const giveUpMs = 100;

const port = parentPort as MessagePort;
const { phases, wallMs, ended } = workerData as Order;
const streams = plan(phases);
const samples = createSamples(
  (data) => report({ type: "request", data }),
  (value) => report({ type: "metric", data: { t: now(), name: "load.untold", value } }),
);
let generator: Generator | undefined;

function start(target: Target): void {
  const telling = setInterval(samples.flush, tellEveryMs);
  setTimeout(giveUp, Math.max(0, wallMs - giveUpMs - now()));
  generator = generate({
    streams,
    target,
    zeroMs: profileZero(streams, now()),
    now,
    record: samples.add,
    done() {
      clearInterval(telling);
      samples.flush();
      port.postMessage("done");
    },
  });
}

/** The run goes on to its limit: giving up is not the end of the profile. */
function giveUp(): void {
  generator?.abandon("timeout");
  samples.flush();
}

/** The program is over, and waits for this: who was still waiting for an answer found the door closed. */
function end(): void {
  generator?.abandon("closed");
  samples.flush();
  Atomics.store(ended, 0, 1);
  Atomics.notify(ended, 0);
}

await rehearse();
port.on("message", (message: Target | "end") => (message === "end" ? end() : start(message)));
port.postMessage("ready");
