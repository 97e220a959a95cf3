import assert from "node:assert/strict";
import {
  Counter,
  collectDefaultMetrics,
  Histogram,
  register,
} from "prom-client";

collectDefaultMetrics();
new Counter({ name: "orders_total", help: "Orders placed" }).inc(2);
const seconds = new Histogram({
  name: "order_seconds",
  help: "Time to place one",
  buckets: [0.1, 1],
});
seconds.observe(0.5);
const text = await register.metrics();
assert.match(text, /^orders_total 2$/m);
assert.match(text, /^order_seconds_bucket\{le="1"\} 1$/m);
assert.match(text, /^nodejs_eventloop_lag_seconds /m);
process.exit();
