import assert from "node:assert/strict";
import { test } from "node:test";
import { filter as postgres } from "../services/postgres/postgres.ts";
import { assemble } from "./bpf.ts";
import { answers, errnos, type FilterArch, filterArchs, seccompFilter } from "./seccomp.ts";
import { denied, examined } from "./seccomp-calls.ts";
import { ask, noBubblewrap, openWalls } from "./walls-testing.ts";

/**
 * The table of denials, before and after: one real process makes every call, first without the filter, then
 * behind it. What only the kernel would have refused anyway is told apart by an errno no kernel gives.
 */

const arch = process.arch as FilterArch;
const column = filterArchs.indexOf(arch) as 0 | 1;
const ours = 1_234;

const table: Record<string, number> = {};
for (const [name, numbers] of Object.entries(denied)) {
  const number = numbers[column];
  if (number !== null) table[name] = number;
}
const sockets = ["socket vsock", "socket alg", "socket packet", "socket uevent"];
for (const name of sockets) table[name] = examined.socket[column];
for (const name of ["ioctl TIOCSTI", "ioctl TIOCLINUX"]) table[name] = examined.ioctl[column];
for (const name of ["kill", "tkill", "tgkill", "rt_sigqueueinfo"] as const)
  table[`${name} SIGCONT`] = examined[name][column];
table.clone = examined.clone[column];
table["clone with a user namespace"] = examined.clone[column];
table.clone3 = examined.clone3[column];

/** Work for anybody in namespaces of his own, on every kernel: these are seen to flip from success to failure. */
const workBefore = [
  ...["kcmp", "process_vm_readv", "process_vm_writev", "pidfd_getfd", "memfd_create", "mbind", "set_mempolicy"],
  ...["mount", "umount2", "fsopen", "open_tree", "chroot", "unshare", "mknod", "mknodat", "personality"],
  ...["adjtimex", "clock_adjtime", "sethostname", "setdomainname", "shmget", "msgget", "semget", "mq_open"],
  ...["clone", "clone with a user namespace", "fork", "socket packet", "socket uevent"],
  ...["kill SIGCONT", "tkill SIGCONT", "tgkill SIGCONT"],
].filter((name) => name in table);

/** Not every kernel has these two families; `clone3` is answered as if the kernel had none; `vfork` is not tried. */
const unknown = ["socket vsock", "socket alg", "clone3", "vfork"];

/** Those that a filter answers in another way than by refusing. */
const exact: Record<string, number> = { clone3: errnos.ENOSYS };
for (const name of sockets) exact[name] = errnos.EAFNOSUPPORT;

type Answers = Record<string, number>;

/** The same walls but for the filter, with every capability over them: only the filter can refuse. */
async function answersBehind(filter: Buffer, calls: Record<string, number>): Promise<Answers> {
  // Never denied, and needed by the table itself.
  const all = { ...calls, pidfd_open: 434, exit_group: arch === "x64" ? 231 : 94 };
  const { pidfd_open, exit_group, ...asked } = all;
  const maker = await openWalls(new URL("fixtures/raw-calls.mjs", import.meta.url), {
    filter,
    args: [JSON.stringify(asked), JSON.stringify({ pidfd_open, exit_group })],
    walls: (args) => {
      const weaker = args.filter((arg) => arg !== "--disable-userns").map((arg) => (arg === "65534" ? "0" : arg));
      weaker[weaker.indexOf("--cap-drop")] = "--cap-add";
      return weaker;
    },
  });
  try {
    return await ask<Answers>(maker);
  } finally {
    await maker.close();
  }
}

test("every denial flips from the kernel's answer to the filter's", { skip: noBubblewrap }, async (t) => {
  const open = assemble([{ op: "return", value: answers.allow }]);
  // A vfork outside of C would run two programs on one stack.
  const { vfork, ...harmless } = table;
  const before = await answersBehind(open, harmless);
  const marked = await answersBehind(seccompFilter(arch, { refuse: ours }), table);
  const after = await answersBehind(seccompFilter(arch), table);

  for (const name of Object.keys(table)) {
    assert.equal(marked[name], -(exact[name] ?? ours), `${name} behind the marked filter`);
    assert.equal(after[name], -(exact[name] ?? errnos.EPERM), `${name} behind the filter`);
    if (!unknown.includes(name)) assert.notEqual(before[name], marked[name], `${name} without the filter`);
  }
  for (const name of workBefore)
    assert.ok((before[name] as number) >= 0, `${name} without the filter: ${before[name]}`);
  const worked = Object.values(before).filter((answer) => answer >= 0).length;
  t.diagnostic(`${Object.keys(table).length} denials; ${worked} of these calls worked without the filter`);
});

test("PostgreSQL's filter lets what it needs work, and of all else as little as a cell's", {
  skip: noBubblewrap,
}, async () => {
  // A vfork outside of C would run two programs on one stack.
  const { vfork, ...harmless } = table;
  const marked = await answersBehind(seccompFilter(arch, { ...postgres, refuse: ours }), harmless);
  const refuses = (name: string) => ![...postgres.allowed, "clone"].includes(name);
  for (const name of Object.keys(harmless)) {
    if (refuses(name)) assert.equal(marked[name], -(exact[name] ?? ours), name);
    else assert.notEqual(marked[name], -ours, name);
  }
  for (const name of ["clone", "fork", "shmget"].filter((name) => name in table)) {
    assert.ok((marked[name] as number) >= 0, `${name}: ${marked[name]}`);
  }
});
