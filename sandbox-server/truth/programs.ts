/**
 * The programs of the truth suite. A line that is to be blamed ends in `// here`; blank lines around it make sure
 * that a neighbour is not taken for it.
 */
export type Program = { name: string; files: Record<string, string>; load?: boolean };

/** `heavy`: what sets it up is a block itself. */
type Snippet = { name: string; setup?: string; code: string; heavy?: true };

/** Code whose own loop or helper is interruptible by V8. */
const computing: Snippet[] = [
  { name: "performance.now loop", code: "const end = performance.now() + ms; while (performance.now() < end);" },
  { name: "Date.now loop", code: "const end = Date.now() + ms; while (Date.now() < end);" },
  { name: "arithmetic loop", code: "let x = 0; for (let n = 0; n < ms * 4e5; n++) x += Math.sqrt(n); kept = x;" },
  {
    name: "recursion",
    setup: "const fib = (n: number): number => n < 2 ? n : fib(n - 1) + fib(n - 2); // here",
    code: "fib(28 + (ms > 60 ? 4 : 2)); // call",
  },
  {
    name: "sort with comparator",
    heavy: true,
    setup: "const numbers = Array.from({ length: 9e4 }, (_, n) => (n * 7919) % 90001);",
    code: "numbers.toSorted((a, b) => a - b);",
  },
  { name: "catastrophic regex", code: "/^(a+)+$/.test('a'.repeat(21 + (ms > 60 ? 1 : 0)) + 'b');" },
  { name: "string building", code: "let s = ''; for (let n = 0; n < ms * 8e3; n++) s += String(n); kept = s.length;" },
  {
    name: "allocation",
    code: "const all = []; for (let n = 0; n < ms * 2e3; n++) all.push({ n, text: 'x' + n }); kept = all.length;",
  },
  {
    name: "Map writes",
    code: "const map = new Map(); for (let n = 0; n < ms * 5e3; n++) map.set('k' + n, n); kept = map.size;",
  },
  {
    name: "generator",
    setup: "function* count(n: number) { for (let i = 0; i < n; i++) yield i; } // here",
    code: "let sum = 0; for (const n of count(ms * 2e4)) sum += n; kept = sum; // here",
  },
  {
    name: "proxy",
    setup: "const proxy = new Proxy({ a: 1 }, { get: () => 1 }); // here",
    code: "let sum = 0; for (let n = 0; n < ms * 4e4; n++) sum += proxy.a; kept = sum; // here",
  },
  { name: "lab.block", code: "lab.block(ms);" },
  { name: "lab.burn", code: "lab.burn(ms);" },
  { name: "Atomics.wait", code: "Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);" },
];

/** Code that V8 cannot interrupt: it is inside one native call. */
const native: Snippet[] = [
  {
    name: "JSON.parse",
    heavy: true,
    setup: "const json = '[' + '1,'.repeat(2.5e6) + '1]';",
    code: "kept = JSON.parse(json);",
  },
  {
    name: "JSON.stringify",
    heavy: true,
    setup: "const list = Array.from({ length: 4e5 }, (_, id) => ({ id, name: 'n' + id }));",
    code: "kept = JSON.stringify(list);",
  },
  {
    name: "sort",
    heavy: true,
    setup: "const words = Array.from({ length: 6e4 }, (_, n) => 'w' + ((n * 7919) % 60013));",
    code: "kept = words.toSorted();",
  },
  {
    name: "structuredClone",
    heavy: true,
    setup: "const tree = Array.from({ length: 6e4 }, (_, id) => ({ id, at: [id] }));",
    code: "kept = structuredClone(tree);",
  },
  {
    name: "pbkdf2Sync",
    setup: "import { pbkdf2Sync } from 'node:crypto';",
    code: "kept = pbkdf2Sync('secret', 'salt', ms * 3000, 32, 'sha256');",
  },
  {
    name: "scryptSync",
    setup: "import { scryptSync } from 'node:crypto';",
    code: "kept = scryptSync('secret', 'salt', 64, { N: 16384 * (ms > 60 ? 2 : 1), maxmem: 1e8 });",
  },
  {
    name: "createHash",
    heavy: true,
    setup: "import { createHash } from 'node:crypto'; const bytes = Buffer.alloc(64 << 20, 7);",
    code: "kept = createHash('sha256').update(bytes).digest('hex');",
  },
  {
    name: "gzipSync",
    heavy: true,
    setup:
      "import { gzipSync } from 'node:zlib'; const text = Buffer.from(Array.from({ length: 3e5 }, (_, n) => n * 7919).join());",
    code: "kept = gzipSync(text);",
  },
  {
    name: "brotliCompressSync",
    heavy: true,
    setup:
      "import { brotliCompressSync, constants } from 'node:zlib'; const text = Buffer.from(Array.from({ length: 1e5 }, (_, n) => n * 7919).join());",
    code: "kept = brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } });",
  },
  {
    name: "readFileSync",
    heavy: true,
    setup:
      "import { readFileSync, writeFileSync } from 'node:fs'; writeFileSync('big.bin', Buffer.alloc(40 << 20, 1));",
    code: "kept = readFileSync('big.bin');",
  },
  {
    name: "readFileSync in a loop",
    setup: "import { readFileSync, writeFileSync } from 'node:fs'; writeFileSync('small.txt', 'x'.repeat(1000));",
    code: "for (let n = 0; n < ms * 60; n++) kept = readFileSync('small.txt', 'utf8');",
  },
  {
    name: "split and join",
    heavy: true,
    setup: "const csv = '1,2,3,4,5,6,7,8,9,'.repeat(2e5);",
    code: "kept = csv.split(',').join(';');",
  },
  { name: "BigInt", heavy: true, setup: "const big = 3n ** 120000n;", code: "kept = (big ** 12n).toString().length;" },
  {
    name: "Buffer.indexOf",
    heavy: true,
    setup: "const hay = Buffer.alloc(60 << 20, 'a'); const needle = Buffer.from('aaaaaaab');",
    code: "kept = hay.indexOf(needle);",
  },
  {
    name: "fill",
    heavy: true,
    setup: "const wide = new Float64Array(1.2e7);",
    code: "for (let n = 0; n < 4; n++) wide.fill(n);",
  },
  {
    name: "typed array sort",
    heavy: true,
    setup: "const floats = Float64Array.from({ length: 4e5 }, (_, n) => (n * 7919) % 400009);",
    code: "kept = floats.toSorted();",
  },
  {
    name: "generateKeyPairSync",
    setup: "import { generateKeyPairSync } from 'node:crypto';",
    code: "kept = generateKeyPairSync('rsa', { modulusLength: 2048 });",
  },
  {
    name: "v8.serialize",
    heavy: true,
    setup:
      "import { serialize } from 'node:v8'; const tree = Array.from({ length: 1.5e5 }, (_, id) => ({ id, at: [id] }));",
    code: "kept = serialize(tree);",
  },
  {
    name: "sqlite",
    heavy: true,
    setup: "import { DatabaseSync } from 'node:sqlite'; const db = new DatabaseSync(':memory:');",
    code: "db.exec('with recursive c(n) as (select 1 union all select n + 1 from c where n < 700000) select sum(n) from c');",
  },
  {
    name: "normalize",
    heavy: true,
    setup: "const accents = 'é'.repeat(3e6);",
    code: "kept = accents.normalize('NFD').length;",
  },
];

export const snippets = [...computing, ...native];

/** `first`: nothing comes before it. */
type Context = { name: string; first?: true; around: (code: string) => string };

/** Where a block may stand. `truly` times it; nothing of the program follows it in its own function. */
const contexts: Context[] = [
  {
    name: "after await",
    around: (code) => `await pause(35);
await truly(() => {


${code}


});
await pause(30);`,
  },
  {
    name: "in a timer, last of its function",
    around: (code) => `setTimeout(() => truly(() => {


${code}
}), 45);
await pause(300);`,
  },
  {
    name: "inline between other lines",
    around: (code) => `await pause(40);
{
const done = begins();

${code}


done();
}
await pause(30);`,
  },
  {
    name: "in a helper, called by a promise's then",
    around: (code) => `function helper(ms: number) {

${code}

}
await pause(30).then(() => {

  truly(() => helper(ms));

});
await pause(30);`,
  },
  {
    name: "in a method, on an event",
    around: (code) => `class Handler {
  handle(ms: number) {

${code}

  }
}
const emitter = new EventEmitter();
emitter.on("work", () => {

  truly(() => new Handler().handle(ms));

});
setTimeout(() => emitter.emit("work"), 50);
await pause(300);`,
  },
  {
    name: "as first and last thing",
    first: true,
    around: (code) => `truly(() => {


${code}


});`,
  },
];

const marked = (code: string) => (code.includes("// here") ? code : /\/\/ call$/.test(code) ? code : `${code} // here`);

function compose({ setup = "", code }: Snippet, { around }: Context, ms: number): Record<string, string> {
  const main = [
    'import { lab } from "lab";',
    'import { EventEmitter } from "node:events";',
    'import { begins, pause, truly } from "./driver.ts";',
    setup,
    "let kept: unknown = [lab, EventEmitter, begins, pause, truly];",
    `const ms = ${ms};`,
    around(marked(code)),
    "export { kept };",
  ].join("\n");
  return { "main.ts": main };
}

/** Every snippet in every context would take ten minutes; each round walks through other pairs. */
export function programs(round = 0): Program[] {
  return snippets.flatMap((snippet, index) =>
    [0, 1, 2].map((turn) => {
      const fitting = contexts.filter(({ first }) => !(first && snippet.heavy));
      const context = fitting[(index + turn * 2 + round) % fitting.length] as Context;
      const ms = [35, 60, 120][(index + turn + round) % 3] as number;
      return { name: `${snippet.name}, ${context.name}, ${ms} ms`, files: compose(snippet, context, ms) };
    }),
  );
}
