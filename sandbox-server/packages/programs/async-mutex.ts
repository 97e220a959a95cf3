import assert from "node:assert/strict";
import { setTimeout as wait } from "node:timers/promises";
import {
  Mutex,
  type MutexInterface,
  Semaphore,
  withTimeout,
} from "async-mutex";

const mutex: MutexInterface = new Mutex();
let balance = 0;
const deposit = () =>
  mutex.runExclusive(async () => {
    const read = balance;
    await wait(1);
    balance = read + 1;
  });
await Promise.all([deposit(), deposit(), deposit()]);
assert.equal(balance, 3);

const seats = new Semaphore(1);
const [, release] = await seats.acquire();
await assert.rejects(withTimeout(seats, 5).acquire(), /timeout/);
release();
