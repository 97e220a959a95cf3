import type { RefusalBody, RefusalCode, RunEvent, RunRequestInput } from "#protocol";
import { refusals } from "#protocol/errors";
import { parseEvent } from "#protocol/events";
import { createDecoder } from "#protocol/sse";

/**
 * One run over one connection: what was asked for goes up, events come down. Aborting the signal is Stop.
 * It is loaded with the first run, because the schemas come with it.
 */
export type Refusing = { code: RefusalCode; message: string; detail?: { expected: string; got: string } };

/** How the stream itself ended; what the run came to is in its events. */
export type StreamEnd =
  | { end: "closed" }
  | { end: "stopped" }
  | { end: "refused"; refusal: Refusing; retryAfter: number | null }
  /** `reached`: the server had begun to answer. */
  | { end: "broken"; reached: boolean };

export async function streamRun(
  request: RunRequestInput,
  onEvents: (events: RunEvent[]) => void,
  signal: AbortSignal,
  address: string | URL = "/api/runs",
): Promise<StreamEnd> {
  let reached = false;
  try {
    const response = await fetch(address, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "text/event-stream" },
      body: JSON.stringify(request),
      cache: "no-store",
      signal,
    });
    if (!response.ok || !response.body) return await refusedBy(response);
    reached = true;
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    const decode = createDecoder();
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      const events = decode(read.value).flatMap(({ event, data }) => eventOf(event, data) ?? []);
      if (events.length > 0) onEvents(events);
    }
    return { end: "closed" };
  } catch (error) {
    if (signal.aborted) return { end: "stopped" };
    if (error instanceof TypeError || error instanceof DOMException) return { end: "broken", reached };
    throw error;
  }
}

/** A frame that is not one of ours is left out: a newer server may say more than this page knows. */
function eventOf(type: string, data: string): RunEvent | null {
  try {
    return parseEvent(type, JSON.parse(data));
  } catch {
    return null;
  }
}

async function refusedBy(response: Response): Promise<StreamEnd> {
  const seconds = Number.parseInt(response.headers.get("retry-after") ?? "", 10);
  const retryAfter = Number.isFinite(seconds) && seconds >= 0 ? seconds : null;
  const body = (await response.json().catch(() => null)) as Partial<RefusalBody> | null;
  const raw = body?.error;
  const refusal: Refusing = isCode(raw?.code)
    ? { code: raw.code, message: String(raw.message), ...(raw.detail ? { detail: raw.detail } : {}) }
    : { code: codeOf(response.status), message: `HTTP ${response.status}` };
  return { end: "refused", refusal, retryAfter };
}

const isCode = (code: unknown): code is RefusalCode => typeof code === "string" && Object.hasOwn(refusals, code);

/** An answer that is not ours: from a proxy, or from a server that is going down. */
function codeOf(status: number): RefusalCode {
  if (status === 502 || status === 504) return "sandbox-down";
  if (status === 503) return "busy";
  if (status === 429) return "rate-limited";
  return status === 413 ? "body-too-large" : "internal";
}
