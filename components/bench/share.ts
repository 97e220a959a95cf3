import type { RunRequestInput } from "#protocol";
import type { SavedTrace } from "#protocol/read-trace";

/**
 * Code and workload in a link (`#code=`), or a whole recorded run (`#run=`): base64url of deflated JSON.
 * It stays behind the `#`, so no server ever sees it. What a link holds is foreign: it goes through the same
 * doors as a request on its way to a run, and as a file that somebody opens.
 */
export const prefixes = { code: "#code=", run: "#run=" } as const;
/** Longer links are cut by chat programs and mail. */
export const longestHash = 30_000;
/** Deflate can grow a thousandfold. Code is never longer than a run's own limit of source, escaped. */
const most = { code: 1 << 20, run: 4 << 20 } as const;

type Kind = keyof typeof prefixes;

export const linksTo = (hash: string): Kind | null =>
  hash.startsWith(prefixes.code) ? "code" : hash.startsWith(prefixes.run) ? "run" : null;

export const toHash = (request: RunRequestInput): Promise<string> => packed("code", request);
export const runToHash = (trace: SavedTrace): Promise<string> => packed("run", trace);

export async function fromHash(hash: string): Promise<RunRequestInput | null> {
  const { parseRunRequest } = await import("#protocol/request");
  try {
    return parseRunRequest(JSON.parse(await unpacked("code", hash)));
  } catch {
    return null;
  }
}

export async function runFromHash(hash: string): Promise<SavedTrace | null> {
  const { readTrace } = await import("#protocol/read-trace");
  try {
    const read = readTrace(await unpacked("run", hash));
    return read.ok ? read.trace : null;
  } catch {
    return null;
  }
}

async function packed(kind: Kind, value: unknown): Promise<string> {
  const json = new TextEncoder().encode(JSON.stringify(value));
  return prefixes[kind] + base64url(await through(json, new CompressionStream("deflate-raw")));
}

async function unpacked(kind: Kind, hash: string): Promise<string> {
  if (!hash.startsWith(prefixes[kind])) throw new TypeError(`expected ${prefixes[kind]}…, got another link`);
  const bytes = bytesOf(hash.slice(prefixes[kind].length));
  const json = await through(bytes, new DecompressionStream("deflate-raw"), most[kind]);
  return new TextDecoder("utf-8", { fatal: true }).decode(json);
}

async function through(
  bytes: Uint8Array<ArrayBuffer>,
  stream: CompressionStream | DecompressionStream,
  most = Infinity,
) {
  const reader = new Blob([bytes]).stream().pipeThrough(stream).getReader();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    size += read.value.byteLength;
    if (size > most) {
      await reader.cancel();
      throw new RangeError(`expected at most ${most} bytes, got more`);
    }
    chunks.push(read.value);
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}

function base64url(bytes: Uint8Array): string {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

const bytesOf = (text: string) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (char) => char.charCodeAt(0));
