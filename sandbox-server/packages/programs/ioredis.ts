import assert from "node:assert/strict";
import { Redis } from "ioredis";

const redis = new Redis();
assert.equal(await redis.set("lock:order-7", "me", "PX", 1_000, "NX"), "OK");
assert.equal(await redis.set("lock:order-7", "you", "PX", 1_000, "NX"), null);

const release = `if redis.call("get", KEYS[1]) == ARGV[1] then return redis.call("del", KEYS[1]) end return 0`;
assert.equal(await redis.eval(release, 1, "lock:order-7", "you"), 0);
assert.equal(await redis.eval(release, 1, "lock:order-7", "me"), 1);
await redis.quit();
