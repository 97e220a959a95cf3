import type { Socket } from "node:net";
import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import { limits, type Refusal, type RefusalBody, RefusedError, refusal, refusals } from "#protocol";

/** Every answer that is not a run: `{ error: { code, message, detail? } }`, whoever found the fault. */

export function refuse(reply: FastifyReply, { code, ...rest }: Refusal, retryAfter?: number): FastifyReply {
  if (retryAfter !== undefined) reply.header("retry-after", String(retryAfter));
  return reply.code(refusals[code]).send({ error: { code, ...rest } } satisfies RefusalBody);
}

export function onError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (error instanceof RefusedError) return refuse(reply, error.refusal, error.retryAfter);
  const known = fromFastify(error, request);
  if (known) return refuse(reply, known);
  request.log.error({ err: error }, "a request failed on our side");
  return refuse(reply, { code: "internal", message: "something failed on our side; it is in our log" });
}

/** Fastify's own refusals in our words. */
function fromFastify(error: FastifyError, request: FastifyRequest): Refusal | null {
  switch (error.code) {
    case "FST_ERR_CTP_BODY_TOO_LARGE":
      return refusal("body-too-large", `a body of at most ${limits.bodyBytes} bytes`, "a longer one");
    case "FST_ERR_CTP_INVALID_MEDIA_TYPE":
    case "FST_ERR_CTP_EMPTY_TYPE":
      return refusal("unsupported-media-type", "content-type application/json", contentType(request));
    case "FST_ERR_CTP_INVALID_CONTENT_LENGTH":
      return refusal("malformed-json", "a body as long as content-length says", "another length");
    case "ECONNRESET":
      return refusal("malformed-json", "a whole body", "a connection closed in the middle of it");
    case "FST_ERR_BAD_URL":
      return refusal("bad-value", "a well-formed URL", "one that cannot be decoded");
    default:
      return null;
  }
}

export const contentType = (request: FastifyRequest): string => request.headers["content-type"]?.slice(0, 60) || "none";

/** What is not even HTTP never becomes a request: it is answered on the bare socket. */
export function onClientError(error: NodeJS.ErrnoException, socket: Socket): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const { code, ...rest } = fromParser(error.code);
  const body = JSON.stringify({ error: { code, ...rest } } satisfies RefusalBody);
  const head = [
    `HTTP/1.1 ${refusals[code]} ${code}`,
    "connection: close",
    "content-type: application/json; charset=utf-8",
    `content-length: ${Buffer.byteLength(body)}`,
  ];
  socket.end(`${head.join("\r\n")}\r\n\r\n${body}`, () => socket.destroy());
}

function fromParser(code: string | undefined): Refusal {
  switch (code) {
    case "HPE_HEADER_OVERFLOW":
      return refusal("headers-too-large", "at most 16 KiB of headers", "more");
    case "ERR_HTTP_REQUEST_TIMEOUT":
      return refusal("request-timeout", "headers and body in time", "a request that took too long");
    default:
      return refusal("bad-value", "an HTTP/1.1 request", "something else");
  }
}
