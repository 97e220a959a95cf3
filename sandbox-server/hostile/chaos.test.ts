import assert from "node:assert/strict";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { connect } from "node:net";
import { after, before, describe, test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { noBubblewrap } from "../cells/walls-testing.ts";
import { eventsOf, program } from "../testing.ts";
import { isWell } from "./attack.ts";
import { descendants, type House, isDead, openHouse, rootFolder, until } from "./house.ts";

/** Many at once, and at the worst moment. */
describe("chaos", { skip: noBubblewrap, timeout: 300_000 }, () => {
  let house: House;
  before(async () => {
    house = await openHouse({ SANDBOX_MAX_RUNS: "40" });
  });
  after(() => house?.close());
  const cells = () => descendants(house.server.pid as number).length;
  const post = (code: string, wallMs: number, signal?: AbortSignal) =>
    house.post(program(code, { limits: { wallMs } }), signal ? { signal } : {});

  test("thirty endless loops do not keep a newcomer from its turn", async () => {
    const enough = new AbortController();
    let started = 0;
    const loops = Array.from({ length: 30 }, async () => {
      for await (const event of eventsOf(await post("for (;;);", 60_000, enough.signal))) {
        if (event.type === "started") started += 1;
      }
    });
    const outcomes = Promise.allSettled(loops);
    await until(() => started === 30, 120_000);
    assert.equal(started, 30);
    const times: number[] = [];
    for (let n = 0; n < 9; n++) {
      const from = performance.now();
      await isWell(house);
      times.push(performance.now() - from);
    }
    // Its share beside thirty equals would be a second and more for starting alone.
    const median = times.toSorted((a, b) => a - b)[4] as number;
    assert.ok(median < 3_000, `${times.map(Math.round)} ms`);
    enough.abort();
    await outcomes;
  });

  test("two hundred clients that leave at any moment leave nothing", async () => {
    const atFirst = cells();
    const programs = [
      "for (;;);",
      "setInterval(() => console.log('x'.repeat(1_000)), 1);",
      "console.log('quick')",
      "const all = []; for (;;) all.push(new Array(1e5).fill(1));",
    ];
    const leave = async (n: number) => {
      const gone = new AbortController();
      setTimeout(() => gone.abort(), (n * 37) % 400);
      try {
        for await (const _ of eventsOf(await post(programs[n % programs.length] as string, 5_000, gone.signal)));
      } catch {
        // It left.
      }
    };
    for (let round = 0; round < 10; round++)
      await Promise.all(Array.from({ length: 20 }, (_, n) => leave(round * 20 + n)));
    await until(() => cells() <= atFirst + 3);
    assert.ok(cells() <= atFirst + 3, `${cells()} processes, ${atFirst} at first`);
    await isWell(house);
  });

  test("readers that read a byte at a time hold nobody up", async () => {
    const slow = await Promise.all(
      Array.from({ length: 10 }, async () => {
        const socket = connect(house.port, "127.0.0.1");
        socket.on("error", () => {});
        const body = JSON.stringify(
          program("for (let n = 0; n < 500; n++) console.log('x'.repeat(1_000)); console.log('end')"),
        );
        socket.write(
          `POST /api/runs HTTP/1.1\r\nHost: 127.0.0.1:${house.port}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
        );
        socket.pause();
        return socket;
      }),
    );
    for (let n = 0; n < 5; n++) await isWell(house);
    for (const socket of slow) socket.destroy();
    await isWell(house);
  });

  test("a slow reader gets all of it in the end", async () => {
    const answer = await post(
      "for (let n = 0; n < 300; n++) console.log('x'.repeat(1_000)); console.log('end')",
      10_000,
    );
    const reader = (answer.body as ReadableStream<Uint8Array>).getReader();
    const chunks: Uint8Array[] = [];
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      chunks.push(value);
      await delay(5);
    }
    const said = Buffer.concat(chunks).toString("utf8");
    assert.match(said, /end\\n/);
    assert.match(said, /event: exit\ndata: \{"reason":"finished"/);
  });

  test("headers and bodies that drip in are given up on", async () => {
    const drip = async (first: string) => {
      const socket = connect(house.port, "127.0.0.1");
      socket.on("error", () => {});
      socket.resume();
      socket.write(first);
      const more = setInterval(() => socket.write("x"), 500);
      await once(socket, "close");
      clearInterval(more);
    };
    const host = `Host: 127.0.0.1:${house.port}\r\n`;
    await Promise.all([
      ...Array.from({ length: 20 }, () => drip("POST /api/runs HTTP/1.1\r\nX-A: ")),
      ...Array.from({ length: 20 }, () =>
        drip(`POST /api/runs HTTP/1.1\r\n${host}Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{`),
      ),
      (async () => {
        for (let n = 0; n < 10; n++) {
          await isWell(house);
          await delay(200);
        }
      })(),
    ]);
  });

  test("five hundred connections that say nothing keep nobody out", async () => {
    const sockets = Array.from({ length: 500 }, () => connect(house.port, "127.0.0.1").on("error", () => {}));
    await Promise.all(sockets.map((socket) => once(socket, "connect")));
    await isWell(house);
    for (const socket of sockets) socket.destroy();
  });

  test("requests sent ahead on one connection are answered one by one", async () => {
    const socket = connect(house.port, "127.0.0.1");
    const get = `GET /health/live HTTP/1.1\r\nHost: 127.0.0.1:${house.port}\r\n\r\n`;
    socket.write(get.repeat(100));
    let said = "";
    for await (const chunk of socket) {
      said += chunk;
      if (said.split("HTTP/1.1 200").length > 100) break;
    }
    assert.equal(said.split("HTTP/1.1 200").length, 101);
    await isWell(house);
  });
});

test("a server killed in the middle of runs leaves nothing, and the next one is well", {
  skip: noBubblewrap,
  timeout: 120_000,
}, async () => {
  const killed = await openHouse();
  try {
    const pid = killed.server.pid as number;
    let started = 0;
    const runs = ["for (;;);", "setInterval(() => {}, 10)", "for (;;) await null"].map(async (code) => {
      for await (const event of eventsOf(await killed.post(program(code, { limits: { wallMs: 60_000 } })))) {
        if (event.type === "started") started += 1;
      }
    });
    const outcomes = Promise.allSettled(runs);
    await until(() => started === runs.length);
    const tree = descendants(pid);
    const root = rootFolder(pid) as string;
    // Each cell is three processes.
    assert.ok(tree.length >= 9);
    killed.server.kill("SIGKILL");
    await once(killed.server, "exit");
    assert.ok((await outcomes).every(({ status }) => status === "rejected"));
    await until(() => tree.every(isDead));
    assert.deepEqual(
      tree.filter((each) => !isDead(each)),
      [],
    );

    // A folder is all that is left, and the next server takes it away.
    assert.ok(existsSync(root));
    await using next = await openHouse();
    assert.equal(existsSync(root), false);
    await isWell(next);
  } finally {
    await killed.abandon();
  }
});
