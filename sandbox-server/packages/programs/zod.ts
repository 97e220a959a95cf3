import assert from "node:assert/strict";
import { z } from "zod";
import * as mini from "zod/mini";

const Order = z.object({ id: z.int(), quantity: z.coerce.number().min(1) });
assert.deepEqual(Order.parse({ id: 1, quantity: "2" }), { id: 1, quantity: 2 });
assert.deepEqual(
  Order.safeParse({ id: 1.5, quantity: 0 }).error?.issues.map(
    ({ path }) => path[0],
  ),
  ["id", "quantity"],
);
assert.equal(mini.string().parse("small"), "small");
