import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { Lane } from "./book.ts";
import { closeLane, openLane, stayIn } from "./current.ts";

/** Every HTTP request to a server of this thread is a lane, without a word of the learner's. */
export function drawRequests(): void {
  const open = new Map<ServerResponse, Lane>();
  const known = new WeakSet<Socket>();

  const close = (response: ServerResponse) => {
    const lane = open.get(response);
    if (!lane) return;
    open.delete(response);
    closeLane(lane);
  };
  /** A caller that goes away leaves answers that never finish. */
  const watch = (socket: Socket) => {
    known.add(socket);
    socket.once("close", () => {
      for (const response of open.keys()) if (response.req.socket === socket) close(response);
    });
  };

  subscribe("http.server.request.start", (message) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse };
    const lane = openLane(`${request.method} ${pathOf(request.url)}`, null);
    if (!lane) return;
    open.set(response, lane);
    if (!known.has(request.socket)) watch(request.socket);
    stayIn(lane);
  });
  subscribe("http.server.response.finish", (message) => close((message as { response: ServerResponse }).response));
}

/** What follows the path would make a row of every request. */
function pathOf(url = "/"): string {
  const end = url.indexOf("?");
  return end < 0 ? url : url.slice(0, end);
}
