import { contexts } from "./contexts.ts";
import { type Snippet, snippets } from "./snippets.ts";

/**
 * The programs of the truth suite: every snippet of blocking code in several surroundings. Lines to be blamed end
 * in `// here`; blank lines around them make sure that a neighbour is not taken for it.
 */
export type Program = { name: string; files: Record<string, string> };

/** How long the snippets try to last. */
const durations = [35, 60, 120] as const;
const surroundings = 3;

/** Every snippet in every context would take ten minutes; each round walks through other pairs. */
export function programs(round = 0): Program[] {
  return snippets.flatMap((snippet, index) => {
    const fitting = contexts.filter(({ first }) => !(first && snippet.heavy));
    return Array.from({ length: surroundings }, (_, turn) => {
      const context = fitting[(index + turn * 5 + round) % fitting.length] as (typeof contexts)[number];
      const ms = durations[(index + turn + round) % durations.length] as number;
      const files = context.around(blamed(snippet.code));
      return {
        name: `${snippet.name}, ${context.name}, ${ms} ms`,
        files: Object.fromEntries(
          Object.entries(files).map(([path, body]) => [path, complete(snippet, path, body, ms)]),
        ),
      };
    });
  });
}

/** What is itself written across several lines says which of them count. */
const blamed = (code: string) => (code.includes("//") ? code : `${code} // here`);

/** The snippet's own setting stands where its code does. */
function complete({ setup = "" }: Snippet, path: string, body: string, ms: number): string {
  const isMain = path === "main.ts";
  const usesCode = body.includes("// here") || body.includes("// call");
  return [
    'import { lab } from "lab";',
    'import { EventEmitter } from "node:events";',
    isMain ? 'import { begins, pause, truly } from "./driver.ts";' : "",
    usesCode ? setup : "",
    `let kept: unknown = [lab, EventEmitter${isMain ? ", begins, pause, truly" : ""}];`,
    `const ms = ${ms};`,
    body,
    "export { kept, ms };",
  ].join("\n");
}

/** Programs that keep their loop turning: no line of theirs is to be blamed. */
export const turning: Program[] = Object.entries({
  "awaits of timers": "for (let n = 0; n < 60; n++) await lab.io(3);",
  "a thousand timers": "await Promise.all(Array.from({ length: 1000 }, (_, n) => lab.io(n % 300)));",
  "setImmediate-sliced work": `const end = performance.now() + 400;
await new Promise<void>((done) => (function slice() {
  const until = performance.now() + 1;
  while (performance.now() < until);
  if (performance.now() < end) setImmediate(slice);
  else done();
})());`,
  "CPU in a worker": `import { Worker } from "node:worker_threads";
const worker = new Worker("const end = Date.now() + 300; while (Date.now() < end);", { eval: true });
await new Promise((done) => worker.once("exit", done));`,
  "hashing in the pool": `import { pbkdf2 } from "node:crypto";
await Promise.all([1, 2, 3, 4].map(() => new Promise((done) => pbkdf2("a", "b", 2e5, 32, "sha512", done))));`,
  "reading files": `import { readFile, writeFile } from "node:fs/promises";
await writeFile("a.txt", "x".repeat(1e5));
for (let n = 0; n < 100; n++) await readFile("a.txt");`,
  "an HTTP server at work": `import { createServer } from "node:http";
const server = createServer(async (_, response) => { await lab.io(5); response.end("ok"); });
await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
const url = "http://127.0.0.1:" + (server.address() as { port: number }).port;
for (let n = 0; n < 40; n++) await (await fetch(url)).text();
server.close();
server.closeAllConnections();`,
}).map(([name, body]) => ({
  name,
  files: { "main.ts": `import { lab } from "lab";\nexport { lab };\nawait lab.io(40);\n${body}` },
}));
