import { parentPort } from "node:worker_threads";
import { type Stripped, strip } from "./strip.ts";

/** The thread that strips: sources are hostile, and one that breaks or delays the parser must not break us. */
parentPort?.on("message", (sources: string[]) => {
  const stripped: Stripped[] = [];
  for (const source of sources) {
    const result = strip(source);
    stripped.push(result);
    if (result.is === "broken") break;
  }
  parentPort?.postMessage(stripped);
});

// The first call loads the parser, which takes 50 ms.
strip("let warm: boolean = true;");
parentPort?.postMessage("warm");
