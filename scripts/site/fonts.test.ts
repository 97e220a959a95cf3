import { equal } from "node:assert/strict";
import { test } from "node:test";
import { ranges } from "./fonts.ts";

test("neighbouring characters become one range, whatever their order", () => {
  equal(ranges(["c", "가", "a", "b"]), "U+61-63, U+ac00");
});
