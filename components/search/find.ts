import { isHangul, keysOf, openEnd, stemOf } from "./hangul.ts";
import type { Index, Section } from "./index-file.ts";
import { type Snippet, snippetOf } from "./snippet.ts";

/** Finds the sections that answer a question typed by a reader. Every word of it must be there, in any order. */
export type Hit = {
  /** Positions in the index: lesson and section. */
  lesson: number;
  section: number;
  score: number;
  snippet: Snippet;
};
export type Found = { hits: Hit[] /** Nothing was as typed: these are spelt alike. */; near: boolean };

const most = 20;
/** How many of their letter pairs two spellings of one word share, at least. */
const alike = 0.6;
const weight = { lesson: 4, heading: 6, text: 1 } as const;

export function find(index: Index, question: string): Found {
  const words = wordsIn(question);
  if (words.length === 0) return { hits: [], near: false };
  const terms = words.map(termOf);
  const exact = search(index, terms);
  if (exact.length > 0) return { hits: exact, near: false };
  const near = search(index, spelledAlike(index, words));
  return { hits: near, near: near.length > 0 };
}

export const wordsIn = (text: string): string[] =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .match(/[\p{L}\p{N}_.-]*[\p{L}\p{N}]/gu) ?? [];

/** Ways to find one word, the best first. */
type Term = readonly { pattern: RegExp; worth: number }[];

function termOf(word: string): Term {
  const stem = stemOf(word);
  return [...waysTo(word, 1), ...(stem ? waysTo(stem, 0.7) : [])];
}

/** Korean words grow at both ends (스레드풀), Latin ones at their end (pools). */
function waysTo(word: string, worth: number): Term {
  const letters = [...word];
  // Two words written as one, but not any two syllables that happen to meet.
  const gap = isHangul(word) && letters.length >= 4 ? "\\s?" : "";
  const spelled = letters.map(literally).join(gap);
  const start = "(?<![\\p{L}\\p{N}])";
  const ways = [{ pattern: pattern(start + spelled), worth: 3 * worth }];
  if (!isHangul(word)) return ways;
  if (!/[ㄱ-ㅣ]/.test(word)) ways.push({ pattern: pattern(spelled), worth: 2 * worth });
  const open = openEnd(letters.at(-1) ?? "");
  if (open) {
    const begun = letters.slice(0, -1).map((letter) => literally(letter) + gap);
    ways.push({ pattern: pattern(start + begun.join("") + open), worth });
  }
  return ways;
}

const pattern = (source: string) => new RegExp(source, "iu");
/** A letter as itself, whatever it means in a pattern. */
const literally = (letter: string) => letter.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");

function search(index: Index, terms: readonly Term[]): Hit[] {
  if (terms.some((term) => term.length === 0)) return [];
  return index.lessons
    .flatMap(({ title, sections }, lesson) =>
      sections.flatMap((section, position) => {
        const found = terms.map((term) => scoreOf(term, title, section));
        if (found.some((score) => score === 0)) return [];
        const score = found.reduce((sum, one) => sum + one, 0);
        const patterns = terms.flatMap((term) => term.map((way) => way.pattern));
        return [{ lesson, section: position, score, snippet: snippetOf(section.text, patterns) }];
      }),
    )
    .sort((a, b) => b.score - a.score || a.lesson - b.lesson || a.section - b.section)
    .slice(0, most);
}

/** The best way a section is found; a word in the heading is worth more than one in the text. */
function scoreOf(term: Term, title: string, { heading, text }: Section): number {
  const best = (where: string) => term.find(({ pattern }) => pattern.test(where))?.worth ?? 0;
  const own = weight.heading * best(heading) + weight.text * best(text);
  // The lesson's title alone finds its sections, but after those that say the word themselves.
  return own > 0 ? own + weight.lesson * best(title) : 0.5 * best(title);
}

/** For each word those of the lessons that are spelt like it, as far as it goes. */
function spelledAlike(index: Index, words: readonly string[]): Term[] {
  const known = vocabularyOf(index);
  return words.map((typed) => {
    const keys = keysOf(stemOf(typed) ?? typed);
    if (keys.length < 5) return termOf(typed);
    const pairs = pairsOf(keys);
    return known
      .filter(({ keys: other }) => other[0] === keys[0] && share(pairs, pairsOf(other.slice(0, keys.length))) >= alike)
      .map(({ word }) => ({ pattern: pattern(`(?<![\\p{L}\\p{N}])${[...word].map(literally).join("")}`), worth: 1 }));
  });
}

type Vocabulary = { word: string; keys: string }[];
const vocabularies = new WeakMap<Index, Vocabulary>();

/** Every word of the lessons once, and the keys it is typed with. */
function vocabularyOf(index: Index): Vocabulary {
  const made = vocabularies.get(index);
  if (made) return made;
  const texts = index.lessons.flatMap(({ title, sections }) => [
    title,
    ...sections.flatMap(({ heading, text }) => [heading, text]),
  ]);
  const vocabulary = [...new Set(texts.flatMap(wordsIn))].map((word) => ({ word, keys: keysOf(word) }));
  vocabularies.set(index, vocabulary);
  return vocabulary;
}

const pairsOf = (keys: string): string[] =>
  Array.from({ length: Math.max(keys.length - 1, 0) }, (_, at) => keys.slice(at, at + 2));

/** Dice's coefficient of two lists of pairs. */
function share(one: readonly string[], other: readonly string[]): number {
  const left = [...other];
  const both = one.filter((pair) => {
    const at = left.indexOf(pair);
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
  return (2 * both.length) / Math.max(one.length + other.length, 1);
}
