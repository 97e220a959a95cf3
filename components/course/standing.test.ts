import { deepEqual, equal } from "node:assert/strict";
import { test } from "node:test";
import { after, dayMs, marksAt, type Progress, type Step } from "./marks.ts";
import { dueBy, goOnAt, type Open } from "./standing.ts";

const open: Open[] = ["a", "b", "c"].map((slug) => ({ slug, version: 1, title: slug, questions: 2 }));
const doing = (slug: string, did: Step, at: number): Progress => ({ [slug]: after(marksAt({}, slug, 1), did, at) });

test("a newcomer has nowhere to go on", () => equal(goOnAt({}, open), null));

test("one goes on where one was last, at that step", () => {
  const progress = { ...doing("c", { did: "open", step: "run" }, 5), ...doing("a", { did: "open", step: "look" }, 9) };
  const next = goOnAt(progress, open);
  deepEqual([next?.lesson.slug, next?.step], ["a", "look"]);
});

test("after a proof it goes on with the next lesson that is not proven, round the course", () => {
  const proven = (slug: string, at: number) => doing(slug, { did: "pass" }, at);
  equal(goOnAt(proven("a", 1), open)?.lesson.slug, "b");
  equal(goOnAt({ ...proven("b", 1), ...proven("c", 2) }, open)?.lesson.slug, "a");
  equal(goOnAt({ ...proven("a", 1), ...proven("b", 2), ...proven("c", 3) }, open), null);
});

test("a proof for an older version of the lesson is to be made again", () => {
  const next = goOnAt(doing("a", { did: "pass" }, 1), [{ slug: "a", version: 2, title: "a", questions: 2 }]);
  equal(next?.lesson.slug, "a");
});

test("a lesson that is not on the map any more leads nowhere", () => {
  equal(goOnAt(doing("gone", { did: "pass" }, 1), open), null);
});

test("a week after a lesson is finished its questions are due, the longest due first, and no others", () => {
  const progress = {
    ...doing("b", { did: "pass" }, 0),
    ...doing("a", { did: "pass" }, 1),
    ...doing("c", { did: "guess" }, 0),
  };
  deepEqual(dueBy(7 * dayMs - 1, progress, open), []);
  deepEqual(dueBy(7 * dayMs, progress, open), [
    { slug: "b", question: 0 },
    { slug: "b", question: 1 },
  ]);
  deepEqual(
    dueBy(8 * dayMs, progress, open).map(({ slug }) => slug),
    ["b", "b", "a", "a"],
  );
});
