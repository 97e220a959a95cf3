import { createRequire, syncBuiltinESMExports } from "node:module";
import type { CellFile } from "../cells/wire.ts";

/**
 * What `fetch` and its like are made of costs 36 ms of CPU and 8 MiB, two thirds of a cell's start, and few
 * programs use it. But importing node:http reads all its exports, and three of those load all of undici.
 * So they are hidden while node:http is first imported, and a program that needs undici gets it before zero.
 */

// Not imported, which would be the import to be prevented.
const require = createRequire(import.meta.url);
const lazy = ["WebSocket", "CloseEvent", "MessageEvent"] as const;

/** The first import of node:http, as a module: later ones are given what this one has found. */
export async function loadHttp(): Promise<void> {
  const http = require("node:http") as object;
  const hidden = new Map(lazy.map((name) => [name, Object.getOwnPropertyDescriptor(http, name)]));
  for (const name of lazy) Reflect.deleteProperty(http, name);
  await import("node:http");
  for (const [name, property] of hidden) if (property) Object.defineProperty(http, name, property);
}

const importsHttp = /["'](?:node:)?http["']/;
export const usesHttp = (files: readonly CellFile[]): boolean => files.some(({ code }) => importsHttp.test(code));

const uses =
  /\bfetch\b|\bundici\b|\bResponse\.|\b(?:Headers|Request|Response|FormData|EventSource|WebSocket|CloseEvent|MessageEvent)\s*[(,}]/;

/** Looked for first: the expression alone takes 0.4 ms over 120 lines, as nothing has run it before. */
const words = ["fetch", "undici", "Response", "Headers", "Request", "FormData", "Event", "WebSocket"];

/** A word in a comment is taken for a use; that costs a start that nobody measures. */
export const usesUndici = (files: readonly CellFile[]): boolean =>
  files.some(({ code }) => words.some((word) => code.includes(word)) && uses.test(code));

export async function loadUndici(): Promise<void> {
  // Loads it, and walks the first steps of a request, without a socket.
  await (await fetch("data:,warm")).text();
  // node:http as a module has the three now too.
  syncBuiltinESMExports();
}
