import assert from "node:assert/strict";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import type { RunRequestInput } from "#protocol";
import { find } from "../cells/find.ts";
import { noBubblewrap } from "../cells/walls-testing.ts";
import { descendants, type House, isDead, openHouse, rootFolder, until } from "../hostile/house.ts";
import { begin, exitOf, program } from "../testing.ts";
import { findPostgres } from "./postgres/binaries.ts";

/** However a run ends, and its server with it: of the databases beside it nothing is left. */

const skip =
  noBubblewrap ||
  (!findPostgres() && "there is no PostgreSQL for this machine") ||
  (!(await find("redis-server")) && "redis-server is not installed");

/** Both have work to do for a minute. */
const busy = `
  import { Pool } from "pg";
  import { Redis } from "ioredis";
  const pool = new Pool({ max: 20 });
  const redis = new Redis({ retryStrategy: null });
  redis.on("error", () => {});
  await Promise.all([pool.query("CREATE TABLE mine AS SELECT 1 AS one"), redis.set("mine", "1")]);
  for (let n = 0; n < 20; n++) pool.query("SELECT pg_sleep(60)").catch(() => {});
  redis.blpop("nothing", 60).catch(() => {});
  setTimeout(() => console.log("busy"), 100);`;

const both = (code: string, wallMs = 60_000): RunRequestInput =>
  program(code, { services: ["postgres", "redis"], limits: { wallMs } });

const serverOf = (house: House) => house.server.pid as number;
/** Names of all processes below a server but the one that compiles for it. */
function below(house: House): string[] {
  const names = descendants(serverOf(house)).map((pid) => {
    try {
      return readFileSync(`/proc/${pid}/comm`, "latin1").trim();
    } catch {
      return "gone";
    }
  });
  return names.filter((name) => name !== "esbuild");
}
const has = (house: House, name: string) => below(house).includes(name);

describe("a run with databases leaves nothing", { skip, timeout: 300_000 }, () => {
  let house: House;
  let atRest: ReturnType<typeof held>;
  before(async () => {
    house = await openHouse({ SANDBOX_WARM_SERVICES: "0", SANDBOX_WARM_CELLS: "1" });
    // What all of a kind start from is made by the first and stays.
    await house.run(both("1;"));
    await until(() => below(house).length === 3, 60_000);
    atRest = held();
    assert.equal(atRest.processes.length, 3, `a warm cell, not ${atRest.processes.join(" ")}`);
  });
  after(() => house?.close());

  function held() {
    const folder = rootFolder(serverOf(house)) as string;
    const inside = (name: string) => readdirSync(join(folder, name));
    return {
      processes: below(house),
      mounts: readFileSync(`/proc/${serverOf(house)}/mountinfo`, "latin1").split("\n").length,
      descriptors: readdirSync(`/proc/${serverOf(house)}/fd`).length,
      files: [
        ...inside("starting"),
        ...inside("listening"),
        ...inside("sockets").flatMap((cell) => inside(`sockets/${cell}`)),
      ],
    };
  }

  async function leavesNothing() {
    // Connections that only asked for its health may have been closed since.
    const isAtRest = () => below(house).length === 3 && held().descriptors <= atRest.descriptors;
    await until(isAtRest, 30_000);
    const { descriptors, ...rest } = held();
    assert.ok(descriptors <= atRest.descriptors, `${descriptors} descriptors, ${atRest.descriptors} at rest`);
    assert.deepEqual({ ...rest, descriptors: atRest.descriptors }, atRest);
  }

  for (const [how, code, reason] of [
    ["comes to its end", `${busy} setTimeout(() => process.exit(0), 200);`, "finished"],
    ["throws", `${busy} setTimeout(() => { throw new Error("no") }, 200);`, "error"],
    ["crashes", `${busy} setTimeout(() => process.abort(), 200);`, "killed"],
    ["never gets to its first statement", `import "./nowhere.ts"; ${busy}`, "error"],
    [
      "needs more memory than there is",
      `${busy} const all: Buffer[] = []; for (;;) all.push(Buffer.alloc(1e7, 1));`,
      "memory",
    ],
  ] as const) {
    test(`when its program ${how}`, async () => {
      const events = await house.run(both(code));
      assert.equal(exitOf(events).reason, reason, JSON.stringify(events).slice(0, 2_000));
      await leavesNothing();
    });
  }

  test("when its time is over", async () => {
    const events = await house.run(both(busy, 1_500));
    assert.equal(exitOf(events).reason, "timeout");
    await leavesNothing();
  });

  test("when its client leaves", async () => {
    const run = await begin(house, both(busy));
    await run.says("busy");
    for (const name of ["postgres", "redis-server"]) assert.ok(has(house, name), below(house).join(" "));
    run.cancel();
    await leavesNothing();
  });

  test("when its client leaves before its databases are there", async () => {
    const run = await begin(house, both(busy));
    await until(() => below(house).length > 3);
    run.cancel();
    await leavesNothing();
    assert.deepEqual(run.events, []);
  });
});

describe("a server with databases leaves nothing", { skip, timeout: 300_000 }, () => {
  /** Made for the first run that asks, where none are kept warm. */
  const isMaking = async (house: House) => {
    const { over } = await begin(house, both(busy));
    over.catch(() => {});
    await until(() => has(house, "initdb"), 60_000);
    assert.ok(has(house, "initdb"), below(house).join(" "));
  };
  const isBusy = async (house: House) => {
    const { over, says } = await begin(house, both(busy));
    // Cut, when the server is killed.
    over.catch(() => {});
    await says("busy");
  };
  const living = (pids: number[]) => pids.filter((pid) => !isDead(pid));
  const folders: string[] = [];

  for (const [when, reach, name] of [
    ["in the middle of a run", isBusy, "redis-server"],
    ["while it makes them", isMaking, "initdb"],
  ] as const) {
    test(`when it is killed ${when}: no process`, async () => {
      const house = await openHouse();
      try {
        await reach(house);
        assert.ok(has(house, name), below(house).join(" "));
        const before = descendants(serverOf(house));
        folders.push(rootFolder(serverOf(house)) as string);
        house.server.kill("SIGKILL");
        await once(house.server, "exit");
        await until(() => before.every(isDead));
        assert.deepEqual(living(before), []);
      } finally {
        await house.abandon();
      }
    });
  }

  test("when it is stopped while it makes them; and it has taken away the folders of those that were killed", async () => {
    await using house = await openHouse();
    assert.deepEqual(folders.filter(existsSync), []);
    await isMaking(house);
  });

  test("when it is stopped in the middle of a run, which hears of its end", async () => {
    const house = await openHouse();
    const run = await begin(house, both(busy));
    await run.says("busy");
    const before = descendants(serverOf(house));
    house.server.kill("SIGTERM");
    const health = () => fetch(`http://127.0.0.1:${house.port}/health/ready`).then((answer) => answer.text());
    for (let said = ""; !said.includes("draining"); ) said = await health();
    // A second signal ends the grace.
    await house.close();
    await run.over;
    assert.equal(exitOf(run.events).reason, "cancelled");
    assert.deepEqual(living(before), []);
  });
});
