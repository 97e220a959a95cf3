import assert from "node:assert/strict";
import { Pool } from "pg";

const pool = new Pool();
await pool.query(
  "CREATE TABLE stock (id int PRIMARY KEY, amount int NOT NULL CHECK (amount >= 0))",
);
await pool.query("INSERT INTO stock VALUES ($1, $2)", [1, 1]);

// Two orders for the last piece, each in a transaction of its own.
const order = () =>
  pool.query("UPDATE stock SET amount = amount - 1 WHERE id = 1");
const orders = await Promise.allSettled([order(), order()]);
assert.deepEqual(orders.map(({ status }) => status).sort(), [
  "fulfilled",
  "rejected",
]);

const { rows } = await pool.query<{ amount: number; who: string; at: string }>(
  "SELECT amount, current_user AS who, current_database() AS at FROM stock",
);
assert.deepEqual(rows, [{ amount: 0, who: "lab", at: "lab" }]);
await pool.end();
