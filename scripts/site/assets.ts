import { createReadStream, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { extname, join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

/**
 * The built scripts and styles, squeezed once with Brotli. Next itself only knows gzip, which makes the same
 * files a sixth larger; their names hold their content, so a browser keeps them for good.
 */
const types: Record<string, string> = { ".js": "text/javascript", ".css": "text/css" };
/** Past this size the best quality takes seconds a file and saves nothing anyone waits for. */
const largeBytes = 512 << 10;

const filesIn = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

/** Writes a `.br` beside every script and style sheet. */
export function squeezeAssets(folder: string): void {
  for (const file of filesIn(folder).filter((name) => extname(name) in types)) {
    const content = readFileSync(file);
    const quality = content.length > largeBytes ? 9 : 11;
    writeFileSync(`${file}.br`, brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } }));
  }
}

/** Answers a request for a squeezed file and says so; anything else is left to Next. */
export function serveAssets(folder: string, address: string) {
  const squeezed = new Map<string, { file: string; bytes: number; type: string }>();
  for (const file of filesIn(folder).filter((name) => name.endsWith(".br"))) {
    const path = file.slice(0, -".br".length);
    const type = `${types[extname(path)]}; charset=utf-8`;
    squeezed.set(address + path.slice(folder.length).replaceAll("\\", "/"), { file, bytes: statSync(file).size, type });
  }
  return (path: string, request: IncomingMessage, response: ServerResponse): boolean => {
    const found = squeezed.get(path);
    if (!found || request.method !== "GET" || !/\bbr\b/.test(String(request.headers["accept-encoding"]))) return false;
    response.writeHead(200, {
      "content-type": found.type,
      "content-encoding": "br",
      "content-length": found.bytes,
      "cache-control": "public, max-age=31536000, immutable",
      vary: "accept-encoding",
    });
    createReadStream(found.file).pipe(response);
    return true;
  };
}
