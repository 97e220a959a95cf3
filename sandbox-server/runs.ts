import { normalizeIP } from "@fastify/rate-limit";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { limits, parseRunRequest, RefusedError, refusal } from "#protocol";
import type { Peers } from "#protocol/peers";
import type { Admission } from "./admission.ts";
import { contentType } from "./answers.ts";
import { createRateLimit } from "./rate-limit.ts";
import { type House, run } from "./run.ts";
import { openStream } from "./stream.ts";

/** `POST /api/runs`: validate, admit, then answer with the run's events until its end. */
export type Runs = {
  /** No new ones from now on; those that run may end, those that wait are cancelled. */
  drain(): void;
  cancelAll(): void;
  /** Settles when none is left. */
  idle(): Promise<void>;
};

type Options = {
  house: House;
  admission: Admission;
  /** In addition, for runs with services. */
  serviceAdmission: Admission;
  peers: Peers;
  rateLimit: { perMinute: number; redisUrl: string | null };
};

/** Seconds: another server, or this one started again, will be there by then. */
const retryAfter = 5;

export async function addRuns(
  api: FastifyInstance,
  { house, admission, serviceAdmission, peers, rateLimit }: Options,
): Promise<Runs> {
  const draining = new AbortController();
  const cancelling = new AbortController();
  const open = new Set<Promise<void>>();
  const clientOf = ({ socket, headers }: FastifyRequest) => {
    const client = peers.clientOf(socket.remoteAddress, headers["x-forwarded-for"]);
    // A household of IPv6 has a /64, and counts as one.
    return client === "unknown" ? client : normalizeIP(client);
  };
  const countRun = await createRateLimit(api, { ...rateLimit, clientOf });

  const refuseIfClosed = () => {
    if (draining.signal.aborted) {
      throw new RefusedError({ code: "draining", message: "this server is shutting down" }, retryAfter);
    }
    if (house.pool.trouble === null) return;
    const message = "this server has no working cell now; its /health/ready says why";
    throw new RefusedError({ code: "no-isolation", message }, retryAfter);
  };

  api.removeAllContentTypeParsers();
  api.addContentTypeParser("application/json", { parseAs: "buffer", bodyLimit: limits.bodyBytes }, parseJson);

  api.post(
    "/runs",
    {
      bodyLimit: limits.bodyBytes,
      async onRequest(request) {
        if (/^application\/json\s*(?:;|$)/i.test(request.headers["content-type"] ?? "")) return;
        throw new RefusedError(
          refusal("unsupported-media-type", "content-type application/json", contentType(request)),
        );
      },
    },
    async (request, reply) => {
      const wanted = parseRunRequest(request.body);
      refuseIfClosed();
      await countRun(request);
      refuseIfClosed();
      house.services.check(wanted.services);
      const client = clientOf(request);
      const withServices = wanted.services.length > 0;
      using place = admission.enter(client, withServices ? "later" : "now");
      using servicePlace = withServices ? serviceAdmission.enter(client) : null;
      reply.hijack();
      const stream = openStream(reply.raw, reply.getHeaders());
      const log = request.log.child({ client });
      const running = run(wanted, {
        id: request.id,
        place,
        servicePlace,
        stream,
        draining: draining.signal,
        cancel: cancelling.signal,
        house,
        log,
      });
      const whole = running
        .finally(() => {
          place.done();
          servicePlace?.done();
        })
        .then(() => stream.end())
        .finally(() => open.delete(whole));
      open.add(whole);
      await whole;
    },
  );

  return {
    drain: () => draining.abort(),
    cancelAll: () => cancelling.abort(),
    async idle() {
      while (open.size > 0) await Promise.allSettled(open);
    },
  };
}

const utf8 = new TextDecoder("utf-8", { fatal: true });

async function parseJson(_: FastifyRequest, body: Buffer): Promise<unknown> {
  if (body.length === 0) throw new RefusedError(refusal("malformed-json", "a JSON body", "an empty one"));
  try {
    return JSON.parse(utf8.decode(body));
  } catch (error) {
    throw new RefusedError(refusal("malformed-json", "JSON in UTF-8", (error as Error).message.slice(0, 200)));
  }
}
