import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { readKnob } from "../components/bench/knobs.ts";
import { steps } from "../components/lesson/steps.ts";
import { checksOf } from "./checks.ts";
import { listings, tracks } from "./course.ts";
import { coverage } from "./coverage.ts";
import { glossary } from "./glossary.ts";
import { lessons } from "./index.ts";
import { readExercise, readProse, readVariant } from "./read.ts";
import type { Lesson, Locale } from "./types.ts";

const locales: readonly Locale[] = ["ko", "en"];

/** The prose without fences and tags: what is read. */
const plain = (mdx: string) => mdx.replace(/```[\s\S]*?```/g, "").replace(/<[^>]*>/g, "");
const words = (text: string) => plain(text).split(/\s+/).filter(Boolean).length;
const stepsOf = (mdx: string) =>
  [...mdx.matchAll(/<Step name="(\w+)">([\s\S]*?)<\/Step>/g)].map(([, name = "", text = ""]) => ({ name, text }));
const used = (mdx: string, tag: string) => [...mdx.matchAll(new RegExp(`<${tag} of="([^"]*)"`, "g"))].map((m) => m[1]);
const fences = (mdx: string) => [...mdx.matchAll(/^```mermaid (\S+)/gm)].map((match) => match[1]);

test("the course is 36 lessons in seven tracks, each with an address of its own", () => {
  assert.deepEqual([listings.length, tracks.length], [36, 7]);
  assert.equal(new Set(listings.map(({ slug }) => slug)).size, 36);
  assert.deepEqual(
    listings.map(({ id }) => id),
    listings.map((_, index) => `L${String(index + 1).padStart(2, "0")}`),
  );
});

test("what the map calls written is written, in the map's order and under its titles", () => {
  const mapped = listings.filter(({ written }) => written).map(({ id, slug, title }) => ({ id, slug, title }));
  assert.deepEqual(
    lessons.map(({ id, slug, title }) => ({ id, slug, title })),
    mapped,
  );
  assert.deepEqual(Object.keys(checksOf).sort(), mapped.map(({ slug }) => slug).sort());
});

test("every item of the five articles is taught by a lesson of the map", () => {
  const counted = { S0: 48, S1: 32, S2: 32, S3: 35, S4: 61 };
  const items = Object.entries(counted).flatMap(([source, count]) =>
    Array.from({ length: count }, (_, index) => `${source}-${String(index + 1).padStart(2, "0")}`),
  );
  assert.deepEqual([...new Set(Object.values(coverage).flat())].sort(), items);
  for (const id of Object.keys(coverage))
    assert.ok(
      listings.some((listing) => listing.id === id),
      id,
    );
});

test("every term of the glossary has an address of its own", () => {
  assert.equal(new Set(glossary.map(({ id }) => id)).size, glossary.length);
  for (const { id } of glossary) assert.match(id, /^[a-z][a-z0-9-]*$/);
});

for (const lesson of lessons) {
  test(`${lesson.slug}: both languages walk the same five steps under the same headings`, async () => {
    const [ko, en] = await Promise.all(locales.map(async (locale) => stepsOf(await readProse(lesson.slug, locale))));
    for (const found of [ko, en])
      assert.deepEqual(
        found?.map(({ name }) => name),
        [...steps],
      );
    const shape = ({ text }: { text: string }) => [...text.matchAll(/^(#+) |^<(\w+)/gm)].map((m) => m[1] ?? m[2]);
    assert.deepEqual(ko?.map(shape), en?.map(shape));
  });

  test(`${lesson.slug}: a step is 80 to 220 words`, async () => {
    for (const locale of locales) {
      for (const { name, text } of stepsOf(await readProse(lesson.slug, locale))) {
        const length = words(text);
        assert.ok(length >= 80 && length <= 220, `${locale} ${name}: ${length} words`);
      }
    }
  });

  test(`${lesson.slug}: the prose names only terms, claims and diagrams there are`, async () => {
    for (const locale of locales) {
      const mdx = await readProse(lesson.slug, locale);
      for (const id of used(mdx, "Term"))
        assert.ok(
          glossary.some((term) => term.id === id),
          `term ${id}`,
        );
      for (const id of used(mdx, "Measured"))
        assert.ok(
          lesson.claims.some((claim) => claim.id === id),
          `claim ${id}`,
        );
      assert.deepEqual(fences(mdx).sort(), Object.keys(lesson.diagrams).sort());
      assert.ok(fences(mdx).length >= 2);
    }
  });

  test(`${lesson.slug}: both languages draw the same pictures, each with words for whoever cannot see it`, async () => {
    const [ko, en] = await Promise.all(
      locales.map(async (locale) =>
        stepsOf(await readProse(lesson.slug, locale)).map(({ name, text }) => [name, ...fences(text)]),
      ),
    );
    assert.deepEqual(ko, en);
    for (const [name, { caption, alt }] of Object.entries(lesson.diagrams))
      for (const locale of locales) assert.ok(caption[locale] && alt[locale].length > caption[locale].length, name);
  });

  test(`${lesson.slug}: it teaches what the coverage has for it`, () => {
    const missing = coverage[lesson.id]?.filter((item) => !lesson.sources.includes(item));
    const unknown = lesson.sources.filter((item) => !Object.values(coverage).flat().includes(item));
    assert.deepEqual({ missing, unknown }, { missing: [], unknown: [] });
  });

  test(`${lesson.slug}: nothing is left to fill in`, async () => {
    const folder = join("lessons", lesson.slug);
    const names = (await readdir(folder, { recursive: true })).filter((name) => /\.(?:ts|mdx)$/.test(name));
    for (const name of names) assert.doesNotMatch(await readFile(join(folder, name), "utf8"), /‹/, name);
  });

  test(`${lesson.slug}: claims, guesses and wrong answers name what exists`, () => {
    const variants = new Set(lesson.variants.map(({ id }) => id));
    const knobs = new Set(lesson.knobs.map(({ name }) => name));
    for (const { id, variant, knobs: set = {} } of lesson.claims) {
      assert.ok(variants.has(variant), id);
      for (const name of Object.keys(set)) assert.ok(knobs.has(name), `${id}: knob ${name}`);
    }
    for (const { variant } of lesson.prediction.guesses) assert.ok(variants.has(variant));
    assert.equal(new Set(lesson.claims.map(({ id }) => id)).size, lesson.claims.length);
    assert.ok(lesson.exercise.wrong.length >= 2);
    for (const { fails } of lesson.exercise.wrong) {
      assert.ok(
        lesson.exercise.checks.some(({ id }) => id === fails),
        fails,
      );
    }
  });

  test(`${lesson.slug}: a knob stands in the code at its initial value`, async () => {
    for (const knob of lesson.knobs.filter(({ sets }) => sets === "literal")) {
      assert.ok(knob.values.includes(knob.initial), knob.name);
      const found = await literals(lesson, knob.name);
      assert.ok(found.length > 0, `no literal is marked knob:${knob.name}`);
      for (const value of found) assert.equal(value, knob.initial, knob.name);
    }
  });

  test(`${lesson.slug}: code has as many lines in one language as in the other`, async () => {
    const read = (locale: Locale) => [
      ...lesson.variants.map(async ({ id }) => (await readVariant(lesson.slug, id, locale)).map(({ code }) => code)),
      readExercise(lesson, locale).then(({ start, solution }) => [start, solution]),
    ];
    const [ko, en] = await Promise.all(locales.map((locale) => Promise.all(read(locale))));
    const lines = (code: string) => code.split("\n").length;
    assert.deepEqual(ko?.flat().map(lines), en?.flat().map(lines));
    assert.doesNotMatch(`${ko} ${en}`, /\/\/ (?:ko|en): /);
  });

  test(`${lesson.slug}: the source it was built with is there`, async () => {
    await readFile(lesson.builtWith.file);
  });

  test(`${lesson.slug}: every wrong answer on disk is one the lesson speaks of`, async () => {
    const files = await readdir(join("lessons", lesson.slug, "exercise/wrong"));
    assert.deepEqual(files.sort(), lesson.exercise.wrong.map(({ file }) => file).sort());
  });
}

async function literals(lesson: Lesson, name: string): Promise<number[]> {
  const files = await Promise.all(lesson.variants.map(({ id }) => readVariant(lesson.slug, id, "en")));
  return files.flat().flatMap(({ code }) => readKnob(code, name) ?? []);
}
