import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { getPriority } from "node:os";
import { afterEach, test } from "node:test";
import { clockMs, type Figures, readerFor, yieldPriority } from "./proc.ts";
import { watchCell } from "./watch.ts";

const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});

async function start(code: string): Promise<number> {
  // A session of its own: where the kernel groups by session, it would be all of us who give way.
  const child = spawn(process.execPath, ["-e", `console.log("up");${code}`], {
    detached: true,
    stdio: ["ignore", "pipe", "inherit"],
  });
  children.push(child);
  await once(child.stdout, "data");
  return child.pid as number;
}
const onLinux = { skip: process.platform === "linux" ? false : "reads /proc" };
const until = async (true_: () => boolean) => {
  while (!true_()) await new Promise((resolve) => setTimeout(resolve, 10));
};

test("a process's memory and CPU are read from outside", onLinux, async () => {
  const pid = await start("const held = Buffer.alloc(50e6, 1); for (;;) held[0];");
  using reader = readerFor(pid);
  const first = reader.read() as Figures;
  await until(() => (reader.read() as Figures).cpuMs - first.cpuMs >= 100);
  const { rssBytes, peakRssBytes } = reader.read() as Figures;
  assert.ok(rssBytes > 50e6 && rssBytes < 500e6, String(rssBytes));
  assert.ok(peakRssBytes >= rssBytes);
});

test("a process that is gone reads as null, not as an error", onLinux, async () => {
  const pid = await start("setTimeout(() => {}, 60_000);");
  using reader = readerFor(pid);
  assert.ok(reader.rssBytes());
  process.kill(pid, "SIGKILL");
  await once(children[0] as ChildProcess, "exit");
  assert.equal(reader.rssBytes(), null);
  assert.equal(reader.read(), null);
  assert.equal(readerFor(2 ** 22 + 1).read(), null);
});

test("memory past the limit is noticed within 1.15 of it", onLinux, async () => {
  const pid = await start("const all = []; for (;;) all.push(Buffer.alloc(1 << 20, 1));");
  const { promise, resolve } = Promise.withResolvers<void>();
  const onMemory = () => {
    process.kill(pid, "SIGKILL");
    resolve();
  };
  using watch = watchCell(pid, { onMemory, crowded: () => false });
  await promise;
  const { peakRssMb } = watch.used();
  assert.ok(peakRssMb > 384, String(peakRssMb));
  assert.ok(peakRssMb < 384 * 1.15, String(peakRssMb));
});

test(
  "CPU counts from zero, and what has burned much of it gives way to others, with all its threads",
  onLinux,
  async () => {
    const pid = await start(
      `new (require("node:worker_threads").Worker)("for (;;);", { eval: true }); setTimeout(() => { for (;;); }, 100);`,
    );
    using reader = readerFor(pid);
    await until(() => (reader.read() as Figures).cpuMs >= 150);
    let crowd = false;
    using watch = watchCell(pid, { onMemory: () => assert.fail("this is not about memory"), crowded: () => crowd });
    watch.zero();
    const before = (reader.read() as Figures).cpuMs;
    await until(() => watch.used().cpuMs >= 300);
    assert.equal(getPriority(pid), getPriority(), "alone, it keeps its priority");
    crowd = true;
    await until(() => getPriority(pid) === 19);
    for (const thread of readdirSync(`/proc/${pid}/task`)) assert.equal(getPriority(Number(thread)), 19);
    assert.ok(watch.used().cpuMs <= (reader.read() as Figures).cpuMs - before + 20);
    assert.ok(watch.used().cpuMs >= 1_000);
  },
);

test("where processes are grouped by session, the group gives way too", onLinux, async () => {
  const child = spawn("sleep", ["60"], { detached: true });
  children.push(child);
  const pid = child.pid as number;
  const group = () => {
    try {
      return readFileSync(`/proc/${pid}/autogroup`, "utf8");
    } catch {
      return "";
    }
  };
  if (!group().startsWith("/autogroup")) return;
  await until(() => yieldPriority(pid, 10));
  assert.match(group(), /nice 10$/m);
});

test("a group that cannot give way is asked once, one that may later is asked again", onLinux, () => {
  const refuse = (code: string) => () => {
    throw Object.assign(new Error(code), { code });
  };
  const child = spawn("sleep", ["60"]);
  children.push(child);
  const pid = child.pid as number;
  assert.equal(yieldPriority(pid, 10, refuse("EINVAL")), true);
  assert.equal(getPriority(pid), 10, "the process itself gave way all the same");
  assert.equal(yieldPriority(pid, 10, refuse("ENOENT")), true);
  assert.equal(yieldPriority(pid, 10, refuse("EAGAIN")), false);
});

test("times as ps writes them", () => {
  assert.equal(clockMs("00:00:01"), 1_000);
  assert.equal(clockMs("1-02:03:04"), 93_784_000);
  assert.equal(clockMs("0:01.25"), 1_250);
});
