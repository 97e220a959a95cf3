/** Server-sent events, both ways. The decoder takes chunks as the network cuts them. */
export type Frame = { event: string; data: string };

export const ping = ": ping\n\n";

export function encodeFrame(event: string, data: unknown): string {
  // JSON.stringify never emits a raw line break, so one data line is enough.
  return `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}

export function createDecoder(): (chunk: string) => Frame[] {
  let rest = "";
  let event = "";
  let data: string[] = [];
  return (chunk) => {
    const frames: Frame[] = [];
    const lines = (rest + chunk).split(/\r\n|\n/);
    rest = lines.pop() ?? "";
    for (const line of lines) {
      if (line === "") {
        if (data.length > 0) frames.push({ event: event || "message", data: data.join("\n") });
        event = "";
        data = [];
        continue;
      }
      const colon = line.indexOf(":");
      if (colon === 0) continue;
      const field = colon < 0 ? line : line.slice(0, colon);
      const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
      if (field === "event") event = value;
      else if (field === "data") data.push(value);
    }
    return frames;
  };
}
