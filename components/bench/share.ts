import type { RunRequestInput } from "#protocol";

/**
 * Code and workload in a link: `#code=` and base64url of deflated JSON. It stays behind the `#`,
 * so no server ever sees it. What a link holds is foreign: it is read field by field.
 */
export type Shared = Pick<RunRequestInput, "files" | "entry" | "load" | "services" | "env"> & { wallMs?: number };

export const prefix = "#code=";
/** Longer links are cut by chat programs and mail. */
export const longestHash = 30_000;
/** Deflate can grow a thousandfold; nobody's link needs more than a run's own limit of source. */
const largestJson = 1 << 20;

export async function toHash(shared: Shared): Promise<string> {
  const bytes = await through(new TextEncoder().encode(JSON.stringify(shared)), new CompressionStream("deflate-raw"));
  return prefix + base64url(bytes);
}

export async function fromHash(hash: string): Promise<Shared | null> {
  if (!hash.startsWith(prefix)) return null;
  try {
    const packed = bytesOf(hash.slice(prefix.length));
    const bytes = await through(packed, new DecompressionStream("deflate-raw"), largestJson);
    return asShared(JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)));
  } catch {
    return null;
  }
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

/** The server judges the rest of it; here only what the page itself relies on. */
function asShared(value: unknown): Shared | null {
  const raw = value as Partial<Shared> | null;
  const files = Array.isArray(raw?.files) ? raw.files : [];
  const whole = files.every((file) => typeof file?.path === "string" && typeof file?.code === "string");
  if (!whole || files.length === 0 || !files.some((file) => file.path === raw?.entry)) return null;
  return {
    files: files.map(({ path, code }) => ({ path, code })),
    entry: raw?.entry ?? "",
    ...(raw?.load ? { load: raw.load } : {}),
    ...(Array.isArray(raw?.services) ? { services: raw.services } : {}),
    ...(raw?.env && typeof raw.env === "object" ? { env: raw.env } : {}),
    ...(typeof raw?.wallMs === "number" ? { wallMs: raw.wallMs } : {}),
  };
}
