/** One run in a real cell over HTTP, as the page makes it, to its whole trace. */
import { emptyTrace, measure, type RunRequestInput, type Trace } from "#protocol";
import { streamRun } from "../../components/bench/run-client.ts";

export type Run = (request: RunRequestInput) => Promise<Trace>;

/** Every run of this process has the server to itself, so a refusal is worth an error and no second try. */
export const runnerAt =
  (url: string): Run =>
  async (request) => {
    const trace = emptyTrace(request);
    const end = await streamRun(
      request,
      (events) => trace.events.push(...events),
      AbortSignal.timeout(90_000),
      `${url}/api/runs`,
    );
    if (end.end === "refused") throw new Error(`the sandbox-server refused: ${end.refusal.message}`);
    if (end.end !== "closed") throw new Error(`expected the stream to close after an exit, got "${end.end}"`);
    const ours = trace.events.find((event) => event.type === "error" && event.data.kind === "internal");
    if (ours?.type === "error") throw new Error(`the sandbox-server failed: ${ours.data.message}`);
    if (!measure.exitOf(trace)) throw new Error("expected an exit at the end of the stream, got none");
    return trace;
  };
