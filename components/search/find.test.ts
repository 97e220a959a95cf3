import { deepEqual, equal, ok } from "node:assert/strict";
import { test } from "node:test";
import { lessons } from "../../lessons/index.ts";
import { find } from "./find.ts";
import { keysOf, openEnd, stemOf } from "./hangul.ts";
import type { Index } from "./index-file.ts";
import { indexOf } from "./sections.ts";

const [ko, en] = await Promise.all([indexOf("ko"), indexOf("en")]);
const headings = (index: Index, question: string) =>
  find(index, question).hits.map(({ lesson, section }) => index.lessons[lesson]?.sections[section]?.heading);
const count = (index: Index, question: string) => headings(index, question).length;

test("every lesson is in the index of both languages, cut alike, and no mark of Markdown is left", () => {
  equal(ko.lessons.length, lessons.length);
  const shape = (index: Index) => index.lessons.map(({ slug, sections }) => [slug, sections.map(({ step }) => step)]);
  deepEqual(shape(ko), shape(en));
  for (const { sections } of [...ko.lessons, ...en.lessons]) {
    for (const { heading, text } of sections) {
      ok(heading && text, heading);
      ok(!/\*\*|`|<\/?[A-Z]|^#/m.test(text), text);
    }
  }
});

test("a word is found with any particle attached, in the text and in the question", () => {
  // One lesson: of the whole course only the best twenty would come back.
  const lesson = { ...ko, lessons: ko.lessons.slice(0, 1) };
  const plain = headings(lesson, "루프");
  ok(plain.length > 3);
  for (const question of ["루프를", "루프는", "루프에서", "루프가"]) {
    const found = headings(lesson, question);
    ok(
      plain.every((heading) => found.includes(heading)),
      `${question}: ${found.join(" | ")}`,
    );
  }
});

test("each key on the way to a word finds the word", () => {
  const whole = headings(ko, "스레드");
  ok(whole.length > 3);
  for (const typed of ["스렏", "스레ㄷ", "슬", "스레드"]) {
    const found = headings(ko, typed);
    ok(
      whole.some((heading) => found.includes(heading)),
      typed,
    );
  }
});

test("spaces within a Korean word, or none between two, make no difference", () => {
  ok(count(ko, "이벤트 루프") > 0);
  const apart = headings(ko, "이벤트 루프");
  ok(headings(ko, "이벤트루프").every((heading) => apart.includes(heading)));
  ok(count(ko, "이벤트루프") > 0);
  ok(count(ko, "스레드 풀") > 0);
});

test("a Latin word is found from its start, not from its middle, in any case", () => {
  deepEqual(headings(en, "AWAIT"), headings(en, "await"));
  ok(count(en, "block") > 0);
  const { hits, near } = find(en, "locking");
  ok(hits.length === 0 || near);
  ok(count(ko, "await는") > 0, "with a Korean particle too");
});

test("all words must be there, wherever they stand", () => {
  ok(count(en, "thread await") > 0);
  ok(count(en, "thread await") <= Math.min(count(en, "thread"), count(en, "await")));
  equal(count(en, "thread xylophone"), 0);
});

test("a heading that says the word comes before a text that does", () => {
  for (const [index, word] of [
    [en, "order"],
    [ko, "순서"],
  ] as const) {
    ok(headings(index, word)[0]?.includes(word), word);
    ok(
      headings(index, word).some((heading) => !heading?.includes(word)),
      "the control",
    );
  }
});

test("a word spelt nearly right is found when nothing else is, and it is told apart", () => {
  for (const [index, question] of [
    [ko, "이밴트"],
    [en, "framwork"],
  ] as const) {
    const found = find(index, question);
    ok(found.near && found.hits.length > 0, question);
  }
  equal(find(ko, "이벤트").near, false);
});

test("what the lessons do not speak of is not found: the control", () => {
  for (const question of ["김치찌개", "호랑이", "부동산 매매", "zzqx", "photosynthesis", "ㅋㅋㅋ", "…", ""]) {
    equal(count(ko, question) + count(en, question), 0, question);
  }
});

test("the snippet shows what was found", () => {
  const { hits } = find(ko, "데이터베이스를");
  ok(hits.length > 0);
  for (const { snippet } of hits) {
    ok(snippet.some(({ found, text }) => found && text.includes("데이터베이스")));
    ok(snippet.map(({ text }) => text).join("").length < 200);
  }
});

test("a question is a question, never a pattern", () => {
  for (const question of ["(", "a[", "\\", "a{9}", "Promise.all(", "c++", "*", "event-loop", "a/b", "v1.2"])
    find(en, question);
});

test("the end of a word stays open for the keys that may follow", () => {
  const becomes = (letter: string, next: string) => new RegExp(`^${openEnd(letter)}$`, "u").test(next);
  for (const [letter, next] of ["과곽", "고과", "세셈", "값값", "맢마포", "갑값", "닭달가", "ㅍ퍼"].map((pair) => [
    pair[0] ?? "",
    pair.slice(1),
  ])) {
    ok(becomes(letter ?? "", next ?? ""), `${letter} → ${next}`);
  }
  for (const [letter, next] of ["세소", "맢마코", "값갈", "과고"].map((pair) => [pair[0] ?? "", pair.slice(1)])) {
    ok(!becomes(letter ?? "", next ?? ""), `${letter} → ${next}`);
  }
  equal(openEnd("a"), null);
});

test("particles are taken off, syllables that only look like one are not", () => {
  deepEqual(["루프를", "스레드에서", "await는", "락을"].map(stemOf), ["루프", "스레드", "await", "락"]);
  deepEqual(["차이", "루프", "를"].map(stemOf), [null, null, null]);
  equal(keysOf("과 A"), "ㄱㅗㅏ a");
});
