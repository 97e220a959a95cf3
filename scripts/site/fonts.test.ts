import { equal } from "node:assert/strict";
import { test } from "node:test";
import { charactersOf, ranges } from "./fonts.ts";

test("what most texts say comes first, and pictures are left out", () => {
  equal(charactersOf(["가나", "나다", "나✅"]).slice(95).join(""), "나가다");
});

test("neighbouring characters become one range, whatever their order", () => {
  equal(ranges(["c", "가", "a", "b"]), "U+61-63, U+ac00");
});
