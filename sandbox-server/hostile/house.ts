import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { type AddressInfo, createServer as createSocketServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { RunEvent, RunRequestInput } from "#protocol";
import { eventsOf } from "../testing.ts";

/**
 * The real server, started as an operator starts it, with real isolated cells. Around it lie secrets no
 * program may ever tell: in its environment, in files, on its loopback, in a process beside it.
 */
export interface House extends AsyncDisposable {
  readonly port: number;
  readonly server: ChildProcess;
  readonly secrets: readonly string[];
  /** What a program may know in advance about where the secrets lie, by the names it uses. */
  readonly places: Readonly<Record<string, string>>;
  post(body: unknown, init?: RequestInit): Promise<Response>;
  run(request: RunRequestInput): Promise<RunEvent[]>;
  /** SIGTERM, then nothing may be left. */
  close(): Promise<void>;
  /** After its server was killed: only what lay around it goes. */
  abandon(): Promise<void>;
}

const main = fileURLToPath(new URL("../main.ts", import.meta.url));
const checkout = fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, "");

export async function openHouse(env: Record<string, string> = {}): Promise<House> {
  await using undo = new AsyncDisposableStack();
  const secret = `secret-${randomBytes(12).toString("hex")}`;

  const folder = undo.adopt(await mkdtemp(join(tmpdir(), "hostile-")), (path) => rm(path, { recursive: true }));
  await writeFile(join(folder, "secret.txt"), secret, { mode: 0o644 });
  const web = createServer((_, response) => response.end(secret)).listen(0, "127.0.0.1");
  await once(web, "listening");
  undo.defer(() => void web.closeAllConnections());
  undo.defer(() => void web.close());
  const abstractName = `hostile-${randomBytes(6).toString("hex")}`;
  const local = createSocketServer((socket) => socket.end(secret)).listen({ path: `\0${abstractName}` });
  undo.defer(() => void local.close());
  const neighbour = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)", secret], {
    env: { NEIGHBOUR: secret, NODE_ENV: "test" },
    stdio: "ignore",
  });
  undo.defer(() => void neighbour.kill("SIGKILL"));

  const port = await freePort();
  const server = spawn(process.execPath, [main], {
    env: {
      NODE_ENV: "test",
      PATH: process.env.PATH,
      LOG_LEVEL: "warn",
      SANDBOX_ISOLATION: "bubblewrap",
      SANDBOX_PORT: String(port),
      SANDBOX_MAX_RUNS: "8",
      SANDBOX_QUEUE: "1000",
      SANDBOX_WARM_CELLS: "4",
      SANDBOX_CLIENT_RUNS: "0",
      SANDBOX_RATE_LIMIT: "0",
      SANDBOX_WARM_SERVICES: "0",
      PLANTED: secret,
      ...env,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  undo.defer(() => void server.kill("SIGKILL"));
  const said = Promise.all([text(server.stdout), text(server.stderr)]);
  await ready(port, server, said);
  const root = rootFolder(server.pid as number);
  assert.ok(root, "the root of its cells");
  const held = undo.move();

  const post = (body: unknown, init: RequestInit = {}) =>
    fetch(`http://127.0.0.1:${port}/api/runs`, {
      method: "POST",
      body: typeof body === "string" ? body : JSON.stringify(body),
      ...init,
      headers: { "content-type": "application/json", ...init.headers },
    });
  const close = async () => {
    const tree = descendants(server.pid as number);
    const zombies = tree.filter((pid) => isDead(pid) && !isGone(pid));
    server.kill("SIGTERM");
    await once(server, "exit");
    const [log, complaints] = await said;
    await held.disposeAsync();
    assert.equal(server.exitCode, 0, complaints);
    assert.equal(complaints, "");
    // An error in its log is a failure of ours that a program has found.
    assert.deepEqual(
      log.split("\n").filter((line) => /"level":[56]0/.test(line)),
      [],
    );
    assert.deepEqual(zombies, []);
    assert.deepEqual(
      tree.filter((pid) => !isGone(pid)),
      [],
    );
    assert.equal(existsSync(root), false);
  };
  return {
    port,
    server,
    secrets: [secret, ...(checkout.length > 4 ? [checkout] : [])],
    places: {
      $FOLDER: folder,
      $WEB_PORT: String((web.address() as AddressInfo).port),
      $SERVER_PORT: String(port),
      $SERVER_PID: String(server.pid),
      $NEIGHBOUR_PID: String(neighbour.pid),
      $ABSTRACT: abstractName,
    },
    post,
    async run(request) {
      const answer = await post(request);
      if (answer.status !== 200) throw new Error(`expected a run, got ${answer.status} ${await answer.text()}`);
      return Array.fromAsync(eventsOf(answer));
    },
    close,
    abandon: () => held.disposeAsync(),
    [Symbol.asyncDispose]: close,
  };
}

async function freePort(): Promise<number> {
  const server = createSocketServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

async function ready(port: number, server: ChildProcess, said: Promise<string[]>): Promise<void> {
  for (;;) {
    if (server.exitCode !== null) throw new Error(`expected the server to start, got ${(await said).join("\n")}`);
    const answer = await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => null);
    if (answer?.ok) return;
    const refusal = (await answer?.json()) as { error?: { message?: string } } | undefined;
    const why = refusal?.error?.message ?? "";
    if (why && !why.startsWith("starting")) throw new Error(`expected walls, got ${why}`);
    await delay(50);
  }
}

/** Processes below this one, the dead that nobody has waited for included. */
export function descendants(pid: number): number[] {
  try {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "latin1").split(" ").filter(Boolean).map(Number);
    return children.flatMap((child) => [child, ...descendants(child)]);
  } catch {
    return [];
  }
}

const stateOf = (pid: number) => {
  try {
    return /^State:\s+(\w)/m.exec(readFileSync(`/proc/${pid}/status`, "latin1"))?.[1] ?? "gone";
  } catch {
    return "gone";
  }
};
export const isGone = (pid: number): boolean => stateOf(pid) === "gone";
/** Dead, though the machine's init may not have looked yet. */
export const isDead = (pid: number): boolean => ["gone", "Z", "X"].includes(stateOf(pid));

/** Where a server has the root of its cells, as one of them sees it mounted. */
export function rootFolder(server: number): string | undefined {
  for (const pid of descendants(server)) {
    const root = / (\/\S*\/cell-[0-9a-f]{16})\/root \/ /.exec(readFileSync(`/proc/${pid}/mountinfo`, "latin1"));
    if (root) return root[1];
  }
  return undefined;
}

/** Waits for what comes soon; the assertion after it says what did not. */
export async function until(holds: () => boolean, withinMs = 10_000): Promise<void> {
  for (const late = Date.now() + withinMs; Date.now() < late && !holds(); ) await delay(10);
}
