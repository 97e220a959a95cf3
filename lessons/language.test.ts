import assert from "node:assert/strict";
import { test } from "node:test";
import { inLanguage } from "./language.ts";

const code = ["a();", "  // ko: 하나", "  // en: one", "b(); // en: stays"].join("\n");

test("each reader sees the comments of one language, on the same lines", () => {
  assert.deepEqual(inLanguage(code, "ko").split("\n"), ["a();", "  // 하나", "b(); // en: stays"]);
  assert.deepEqual(inLanguage(code, "en").split("\n"), ["a();", "  // one", "b(); // en: stays"]);
});
