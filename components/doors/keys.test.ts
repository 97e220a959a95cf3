import { equal } from "node:assert/strict";
import { test } from "node:test";
import { doorOf } from "./keys.ts";

const pressed = (key: string, held: object = {}) => ({
  key,
  code: "",
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});

test("bare letters open doors only where they are not text", () => {
  equal(doorOf(pressed("/"), false), "search");
  equal(doorOf(pressed("?", { shiftKey: true }), false), "keys");
  equal(doorOf(pressed("/"), true), null);
  equal(doorOf(pressed("?"), true), null);
  equal(doorOf(pressed("a"), false), null);
});

test("Ctrl or ⌘ and K search from anywhere, under any input method", () => {
  equal(doorOf(pressed("k", { ctrlKey: true }), true), "search");
  equal(doorOf(pressed("ㅏ", { metaKey: true, code: "KeyK" }), true), "search");
  equal(doorOf(pressed("k", { ctrlKey: true, shiftKey: true }), false), null);
  equal(doorOf(pressed("/", { ctrlKey: true }), false), null);
});
