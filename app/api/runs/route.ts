import { type Refusal, refusal, refusals } from "#protocol/errors";
import { limits } from "#protocol/limits";

/**
 * A run's request goes to the sandbox-server and its events come back, as they are. Closing the page closes both.
 * Host and Origin stay here: our own server has checked them, and it has settled in X-Forwarded-For who asks.
 */
export const dynamic = "force-dynamic";

const { SANDBOX_HOST = "127.0.0.1", SANDBOX_PORT = "4000" } = process.env;

export async function POST(request: Request): Promise<Response> {
  // Whole before it is sent on, so that an early refusal of the sandbox-server is not lost in a half-sent body.
  const body = await readBody(request);
  if (body === null) {
    return refuse(refusal("body-too-large", `at most ${limits.bodyBytes} bytes`, "more"));
  }
  try {
    const answer = await fetch(`http://${SANDBOX_HOST}:${SANDBOX_PORT}/api/runs`, {
      method: "POST",
      headers: kept(request.headers, ["content-type", "x-forwarded-for", "x-request-id"]),
      body,
      signal: request.signal,
      cache: "no-store",
    });
    const headers = kept(answer.headers, ["content-type", "cache-control", "retry-after", "x-request-id"]);
    return new Response(answer.body, { status: answer.status, headers });
  } catch (error) {
    if (request.signal.aborted) throw error;
    return refuse(refusal("sandbox-down", "an answer from the sandbox-server", "none"));
  }
}

const refuse = (error: Refusal) =>
  Response.json({ error }, { status: refusals[error.code], headers: { "cache-control": "no-store" } });

async function readBody(request: Request): Promise<Blob | null> {
  const parts: BlobPart[] = [];
  let bytes = 0;
  for await (const part of request.body ?? []) {
    bytes += part.byteLength;
    if (bytes > limits.bodyBytes) return null;
    parts.push(part as Uint8Array<ArrayBuffer>);
  }
  return new Blob(parts);
}

function kept(from: Headers, names: readonly string[]): Headers {
  const headers = new Headers();
  for (const name of names) {
    const value = from.get(name);
    if (value) headers.set(name, value);
  }
  return headers;
}
