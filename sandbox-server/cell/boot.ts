import { isMainThread } from "node:worker_threads";
import { installOutput } from "./output.ts";
import { hideUndici } from "./undici.ts";

/**
 * The inside of a cell. Node imports this before the program (`--import`), in the main thread and in every
 * worker the learner starts; then it runs the program as it runs any other.
 */
if (isMainThread) {
  // Before the rest is even linked: importing node:util opens stderr.
  installOutput();
  hideUndici();
  await import("./main.ts");
} else {
  await import("./thread.ts");
}
