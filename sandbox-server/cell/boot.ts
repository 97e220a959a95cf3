import { isMainThread } from "node:worker_threads";
import { installOutput } from "./output.ts";

/**
 * The inside of a cell. Node imports this before the program (`--import`), in the main thread and in every
 * worker the learner starts; then it runs the program as it runs any other.
 */
if (isMainThread) {
  // Before the rest is even linked: importing node:util opens stderr.
  installOutput();
  await import("./main.ts");
} else {
  await import("./thread.ts");
}
