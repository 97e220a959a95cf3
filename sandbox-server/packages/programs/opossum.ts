import assert from "node:assert/strict";
import CircuitBreaker from "opossum";

let calls = 0;
const down = async () => {
  calls++;
  throw new Error("down");
};
const breaker = new CircuitBreaker(down, {
  errorThresholdPercentage: 50,
  resetTimeout: 60_000,
});
breaker.fallback(() => "from the fallback");
assert.equal(await breaker.fire(), "from the fallback");
assert.equal(await breaker.fire(), "from the fallback");
assert.ok(breaker.opened);
assert.equal(calls, 1);
breaker.shutdown();
