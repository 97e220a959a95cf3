import assert from "node:assert/strict";
import { LRUCache } from "lru-cache";

let loads = 0;
const cache = new LRUCache<string, string>({
  max: 2,
  ttl: 60_000,
  fetchMethod: async (key) => {
    loads++;
    return key.toUpperCase();
  },
});
assert.deepEqual(await Promise.all([cache.fetch("a"), cache.fetch("a")]), [
  "A",
  "A",
]);
assert.equal(loads, 1);
cache.set("b", "B");
cache.set("c", "C");
assert.equal(cache.has("a"), false);
