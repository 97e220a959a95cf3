import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Lane } from "./book.ts";
import { closeLane, openLane, stayIn } from "./current.ts";

/** Every HTTP request to a server of this thread is a lane, without a word of the learner's. */
export function drawRequests(): void {
  const open = new WeakMap<ServerResponse, Lane>();
  const close = (response: ServerResponse) => {
    const lane = open.get(response);
    if (lane) closeLane(lane);
  };
  subscribe("http.server.request.start", (message) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse };
    const lane = openLane(`${request.method} ${pathOf(request.url)}`, null);
    open.set(response, lane);
    // A caller that goes away leaves an answer that never finishes.
    response.once("close", () => close(response));
    stayIn(lane);
  });
  subscribe("http.server.response.finish", (message) => close((message as { response: ServerResponse }).response));
}

/** What follows the path would make a row of every request. */
const pathOf = (url = "/") => url.split("?", 1)[0];
