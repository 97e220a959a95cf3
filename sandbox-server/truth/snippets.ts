/** Code that holds a loop, for `ms` where it can be told how long. `heavy`: setting it up holds the loop too. */
export type Snippet = { name: string; setup?: string; code: string; heavy?: true };

/** V8 can be asked between its steps. */
const computing: Snippet[] = [
  { name: "performance.now loop", code: "const end = performance.now() + ms; while (performance.now() < end);" },
  { name: "Date.now loop", code: "const end = Date.now() + ms; while (Date.now() < end);" },
  { name: "arithmetic loop", code: "let x = 0; for (let n = 0; n < ms * 4e5; n++) x += Math.sqrt(n); kept = x;" },
  {
    name: "recursion",
    setup: "const fib = (n: number): number => n < 2 ? n : fib(n - 1) + fib(n - 2); // here",
    code: "kept = fib(30 + (ms > 60 ? 2 : 0)); // call",
  },
  {
    name: "sort with comparator",
    setup: "const numbers = Array.from({ length: 9e4 }, (_, n) => (n * 7919) % 90001);",
    code: "kept = numbers.toSorted((a, b) => a - b);",
    heavy: true,
  },
  { name: "catastrophic regex", code: "kept = /^(a+)+$/.test('a'.repeat(21 + (ms > 60 ? 1 : 0)) + 'b');" },
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

/** One call, and V8 answers when it returns. */
const native: Snippet[] = [
  {
    name: "JSON.parse",
    setup: "const json = '[' + '1,'.repeat(2.5e6) + '1]';",
    code: "kept = JSON.parse(json);",
    heavy: true,
  },
  {
    name: "JSON.stringify",
    setup: "const list = Array.from({ length: 4e5 }, (_, id) => ({ id, name: 'n' + id }));",
    code: "kept = JSON.stringify(list);",
    heavy: true,
  },
  {
    name: "sort",
    setup: "const words = Array.from({ length: 1e5 }, (_, n) => 'w' + ((n * 7919) % 100003));",
    code: "kept = words.toSorted();",
    heavy: true,
  },
  {
    name: "structuredClone",
    setup: "const tree = Array.from({ length: 6e4 }, (_, id) => ({ id, at: [id] }));",
    code: "kept = structuredClone(tree);",
    heavy: true,
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
    setup: "import { createHash } from 'node:crypto'; const bytes = Buffer.alloc(64 << 20, 7);",
    code: "kept = createHash('sha256').update(bytes).digest('hex');",
    heavy: true,
  },
  {
    name: "gzipSync",
    setup:
      "import { gzipSync } from 'node:zlib'; const text = Buffer.from(Array.from({ length: 1e5 }, (_, n) => n * 7919).join());",
    code: "kept = gzipSync(text);",
    heavy: true,
  },
  {
    name: "brotliCompressSync",
    setup:
      "import { brotliCompressSync, constants } from 'node:zlib'; const text = Buffer.from(Array.from({ length: 1e5 }, (_, n) => n * 7919).join());",
    code: "kept = brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } });",
    heavy: true,
  },
  {
    name: "readFileSync",
    setup:
      "import { readFileSync, writeFileSync } from 'node:fs'; writeFileSync('big.bin', Buffer.alloc(40 << 20, 1));",
    code: "kept = readFileSync('big.bin');",
    heavy: true,
  },
  {
    name: "readFileSync in a loop",
    setup: "import { readFileSync, writeFileSync } from 'node:fs'; writeFileSync('small.txt', 'x'.repeat(1000));",
    code: "for (let n = 0; n < ms * 60; n++) kept = readFileSync('small.txt', 'utf8');",
  },
  {
    name: "split and join",
    setup: "const csv = '1,2,3,4,5,6,7,8,9,'.repeat(2e5);",
    code: "kept = csv.split(',').join(';');",
    heavy: true,
  },
  { name: "BigInt", setup: "const big = 3n ** 120000n;", code: "kept = (big ** 10n).toString().length;", heavy: true },
  {
    name: "Buffer.indexOf",
    setup: "const hay = Buffer.alloc(25 << 20, 'a'); const needle = Buffer.from('aaaaaaab');",
    code: "kept = hay.indexOf(needle);",
    heavy: true,
  },
  {
    name: "fill",
    setup: "const wide = new Float64Array(1.2e7);",
    code: "for (let n = 0; n < 4; n++) wide.fill(n);",
    heavy: true,
  },
  {
    name: "typed array sort",
    setup: "const floats = Float64Array.from({ length: 4e5 }, (_, n) => (n * 7919) % 400009);",
    code: "kept = floats.toSorted();",
    heavy: true,
  },
  {
    name: "generateKeyPairSync",
    setup: "import { generateKeyPairSync } from 'node:crypto';",
    code: "kept = generateKeyPairSync('rsa', { modulusLength: 2048 });",
  },
  {
    name: "v8.serialize",
    setup:
      "import { serialize } from 'node:v8'; const tree = Array.from({ length: 1.5e5 }, (_, id) => ({ id, at: [id] }));",
    code: "kept = serialize(tree);",
    heavy: true,
  },
  {
    name: "sqlite",
    setup: "import { DatabaseSync } from 'node:sqlite'; const db = new DatabaseSync(':memory:');",
    code: "db.exec('with recursive c(n) as (select 1 union all select n + 1 from c where n < 500000) select sum(n) from c');",
    heavy: true,
  },
  {
    name: "normalize",
    setup: "const accents = 'é'.repeat(3e6);",
    code: "kept = accents.normalize('NFD').length;",
    heavy: true,
  },
];

export const snippets: Snippet[] = [...computing, ...native];
