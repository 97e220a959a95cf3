import assert from "node:assert/strict";
import { test } from "node:test";
import type { Service } from "#protocol";
import { foreignVariant } from "../bench/foreign.ts";
import { fromHash, toHash } from "../bench/share.ts";
import { createBenchStore, requestOf } from "../bench/store.ts";
import { changeSetup } from "./change.ts";

const playground = () =>
  createBenchStore({
    locale: "en",
    node: "26.10",
    mode: "play",
    lessonKey: "play@1",
    variants: [
      {
        id: "empty",
        label: { ko: "", en: "" },
        role: "mine",
        files: [{ path: "main.ts", code: "" }],
        entry: "main.ts",
      },
    ],
  });

test("databases that are asked for go with the run, and with its link", async () => {
  const store = playground();
  assert.equal(await changeSetup(store, () => ({ services: ["postgres", "redis"] })), null);
  const request = requestOf(store.getState(), []);
  assert.deepEqual(request.services, ["postgres", "redis"]);
  const linked = await fromHash(await toHash(request));
  assert.ok(linked);
  assert.deepEqual(foreignVariant("shared", linked).services, ["postgres", "redis"]);
});

test("a database that no run could have is refused by name and changes nothing", async () => {
  const store = playground();
  const refusal = await changeSetup(store, () => ({ services: ["mysql" as Service] }));
  assert.equal(refusal?.detail?.got, '"mysql"');
  assert.deepEqual(store.getState().setups, {});
});
