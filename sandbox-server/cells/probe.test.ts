import assert from "node:assert/strict";
import { test } from "node:test";
import { assemble } from "./bpf.ts";
import { type Proof, proveWalls } from "./probe.ts";
import { answers } from "./seccomp.ts";
import { noBubblewrap, openWalls } from "./walls-testing.ts";

type Change = Parameters<typeof openWalls>[1];

async function proofOf(change: Change): Promise<Proof> {
  const maker = await openWalls(undefined, change);
  try {
    return await proveWalls(maker);
  } finally {
    await maker.close();
  }
}

const without =
  (first: string, more = 0) =>
  (args: string[]) => {
    const at = args.indexOf(first);
    assert.notEqual(at, -1, `${first} is not among the walls`);
    return args.toSpliced(at, 1 + more);
  };
const noFilter = assemble([{ op: "return", value: answers.allow }]);

test("every wall stands in a cell as it is made", { skip: noBubblewrap }, async () => {
  assert.deepEqual(await proofOf({}), { ok: true });
});

/** Take one wall away, and the proof names it: each line is a trap left open. */
const open: Record<string, { change: Change; named: RegExp }> = {
  "the network is shared": { change: { walls: without("--unshare-net") }, named: /reaching the network/ },
  "the host's processes are seen": {
    change: { walls: without("--unshare-pid") },
    named: /a cell: expected one process/,
  },
  "IPC is shared": { change: { walls: without("--unshare-ipc") }, named: /namespaces shared with the server: .*ipc/ },
  "the host's name is shared": {
    change: { walls: (args) => without("--unshare-uts")(without("--hostname", 1)(args)) },
    named: /host name/,
  },
  "capabilities are kept": {
    change: { walls: (args) => args.map((arg) => (arg === "--cap-drop" ? "--cap-add" : arg)) },
    named: /CapEff/,
  },
  "processes can be made": { change: { filter: noFilter }, named: /starting a process: expected EPERM, got worked/ },
  // The kernel itself says EINVAL, because Node has threads.
  "namespaces can be made": { change: { filter: noFilter }, named: /making a namespace: expected EPERM, got EINVAL/ },
  "/dev is a disk without end": {
    change: { walls: without("--remount-ro", 1) },
    named: /writing \/dev: expected EROFS, got worked/,
  },
  "/tmp is a disk without end": { change: { walls: without("--size", 1) }, named: /size of \/tmp/ },
  "the root is not read-only": {
    change: { walls: (args) => args.map((arg) => (arg === "--ro-bind" ? "--bind" : arg)) },
    named: /writing the root folder: expected EROFS/,
  },
  "the root is bubblewrap's own tmpfs": {
    change: {
      walls: (args) => {
        const at = args.indexOf("--ro-bind");
        const root = args[at + 1] as string;
        const folders = ["app", "bin", "lib", "lib64", "usr"];
        return args.toSpliced(at, 3, ...folders.flatMap((name) => ["--ro-bind-try", `${root}/${name}`, `/${name}`]));
      },
    },
    named: /writing the root folder: expected EROFS, got worked/,
  },
  "the host's files are seen": {
    change: { walls: (args) => args.map((arg, index) => (args[index - 1] === "--ro-bind" ? "/" : arg)) },
    named: /a cell:|files of the host/,
  },
};

for (const [trap, { change, named }] of Object.entries(open)) {
  test(`a machine where ${trap} is refused`, { skip: noBubblewrap }, async () => {
    const proof = await proofOf(change);
    assert.equal(proof.ok, false);
    assert.match(proof.missing.join("\n"), named);
  });
}

const notRoot = process.geteuid?.() !== 0 && "only a server started by root can start bubblewrap as root";

test("a cell that maps to the host's root is refused", { skip: noBubblewrap || notRoot }, async () => {
  const root = { uid: 0, async [Symbol.asyncDispose]() {} };
  const proof = await proofOf({ uids: { take: async () => root } });
  assert.equal(proof.ok, false);
  const missing = proof.missing.join("\n");
  assert.match(missing, /user on the host: .* got 0/);
  assert.match(missing, /core_pattern: expected EACCES, got worked/);
});

test("a server run by root has no cells without user ids for them", { skip: noBubblewrap || notRoot }, async () => {
  await assert.rejects(proofOf({ uids: null }), /expected user ids/);
});
