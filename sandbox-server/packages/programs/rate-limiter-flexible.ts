import assert from "node:assert/strict";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";

const limiter = new RateLimiterMemory({ points: 2, duration: 1 });
assert.equal((await limiter.consume("client")).remainingPoints, 1);
await limiter.consume("client");
const refused = await limiter
  .consume("client")
  .catch((reason: unknown) => reason);
assert.ok(refused instanceof RateLimiterRes && refused.msBeforeNext > 0);
await limiter.delete("client");
