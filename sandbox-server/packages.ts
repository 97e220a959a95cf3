import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/**
 * What a program may import besides Node's own modules and `lab`: exactly what is installed for it.
 * A new one needs `npm install` in packages/, `node scripts/lock.ts`, a program in packages/programs/ that proves it,
 * and a sentence in components/packages/purposes.ts; tests miss what is forgotten.
 */
export type Packages = { folder: string; names: string[] };

const folder = fileURLToPath(new URL("./packages/", import.meta.url));

export function allowedPackages(): Packages {
  const { dependencies } = JSON.parse(readFileSync(`${folder}package.json`, "utf8")) as { dependencies: object };
  return { folder, names: Object.keys(dependencies).filter((name) => existsSync(`${folder}node_modules/${name}`)) };
}

/**
 * What a package loads only when it is first used. It is loaded with the package, or a server's first statement
 * would be a block of 80 ms that is none of its program's.
 */
export const loadedOnFirstUse: Readonly<Record<string, readonly string[]>> = {
  fastify: [
    "@fastify/ajv-compiler",
    "@fastify/fast-json-stringify-compiler",
    "abstract-logging",
    "fastify/lib/logger-pino.js",
    "light-my-request",
  ],
  "@fastify/swagger": ["@fastify/swagger/lib/mode/dynamic.js", "@fastify/swagger/lib/spec/openapi/index.js"],
  bullmq: ["ioredis"],
  undici: ["undici/lib/llhttp/llhttp_simd-wasm.js"],
};
