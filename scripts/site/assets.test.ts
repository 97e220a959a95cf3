import { deepEqual, equal } from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { serveAssets, squeezeAssets } from "./assets.ts";

test("a squeezed script arrives whole where Brotli is understood, and is left to Next where it is not", async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "assets-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const script = "const answer = 42;\n".repeat(200);
  writeFileSync(join(folder, "a.js"), script);
  writeFileSync(join(folder, "font.woff2"), "not squeezed");
  squeezeAssets(folder);

  const serve = serveAssets(folder, "/static");
  const server = createServer((request, response) => {
    if (!serve(request.url ?? "", request, response)) response.writeHead(404).end();
  });
  t.after(() => server.close());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const squeezed = await fetch(`${base}/static/a.js`, { headers: { "accept-encoding": "gzip, br" } });
  equal(squeezed.headers.get("content-encoding"), "br");
  equal(await squeezed.text(), script);
  const others = ["/static/a.js", "/static/font.woff2", "/static/../assets.ts", "/static/a.js.br"];
  const statuses = others.map(async (path, index) => {
    const encoding = index === 0 ? "gzip" : "br";
    const answer = await fetch(base + path, { headers: { "accept-encoding": encoding } });
    await answer.arrayBuffer();
    return answer.status;
  });
  deepEqual(await Promise.all(statuses), [404, 404, 404, 404]);
});
