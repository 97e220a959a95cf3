import { largestTrace, type ReadTrace, readTrace } from "#protocol/read-trace";
import type { Locale } from "../../lessons/types.ts";
import { openRecorded, openShared } from "./foreign.ts";
import { fromHash, linksTo, runFromHash } from "./share.ts";
import { type ShareWords, shareWordsOf } from "./share-words.ts";
import type { BenchStore } from "./store.ts";
import { wordsOf } from "./words/index.ts";

/** Opens what a link or a file holds, or says on the bench why it cannot. Loaded when there is one. */

export async function openLink(store: BenchStore, hash: string, locale: Locale): Promise<void> {
  const words = shareWordsOf(locale);
  if (linksTo(hash) === "run") {
    const trace = await runFromHash(hash);
    if (trace) openRecorded(store, trace);
    store.setState({ notice: trace ? words.recorded : words.broken });
    return;
  }
  const request = await fromHash(hash);
  if (request) openShared(store, request);
  store.setState({ notice: request ? words.shared : words.broken });
}

export async function openFile(store: BenchStore, file: File, locale: Locale): Promise<void> {
  const words = shareWordsOf(locale);
  const read: ReadTrace =
    file.size > largestTrace ? { ok: false, problem: "too-large" } : readTrace(await textOf(file));
  if (!read.ok) {
    store.setState({ notice: words.unread(file.name, reasonOf(read, words, locale)) });
    return;
  }
  openRecorded(store, read.trace);
  store.setState({ notice: [words.recorded, read.left > 0 && words.left(read.left)].filter(Boolean).join(" ") });
}

/** A file may be gone, a folder, or not ours to read. */
const textOf = (file: File) => file.text().catch(() => "");

function reasonOf(read: Extract<ReadTrace, { ok: false }>, words: ShareWords, locale: Locale): string {
  const why = words.problems[read.problem];
  if (read.problem !== "bad-code" || !read.refusal.detail) return why;
  const { expected, got } = read.refusal.detail;
  return `${why} ${wordsOf(locale).refused[read.refusal.code]}: ${wordsOf(locale).detail(expected, got)}`;
}
