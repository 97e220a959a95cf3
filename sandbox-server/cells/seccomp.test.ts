import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { filter as postgres } from "../services/postgres/postgres.ts";
import { opcodes } from "./bpf.ts";
import { answers, errnos, type FilterArch, filterArchs, seccompFilter } from "./seccomp.ts";
import { denied, examined, lastCall, type Numbers } from "./seccomp-calls.ts";

/** A classic BPF machine, so that what the filter decides is known for both architectures on either. */
function decide(program: Buffer, call: { arch: number; number: number; args?: bigint[] }): number {
  const data = Buffer.alloc(64);
  data.writeUInt32LE(call.number >>> 0, 0);
  data.writeUInt32LE(call.arch >>> 0, 4);
  call.args?.forEach((arg, index) => {
    data.writeBigUInt64LE(BigInt.asUintN(64, arg), 16 + index * 8);
  });
  let accumulator = 0;
  for (let at = 0; at * 8 < program.length; at++) {
    const code = program.readUInt16LE(at * 8);
    const value = program.readUInt32LE(at * 8 + 4);
    const jump = (test: boolean) => {
      at += program.readUInt8(at * 8 + (test ? 2 : 3));
    };
    if (code === opcodes.load) accumulator = data.readUInt32LE(value);
    else if (code === opcodes.jumpIfEqual) jump(accumulator === value);
    else if (code === opcodes.jumpIfAbove) jump(accumulator > value);
    else if (code === opcodes.jumpIfAnyBit) jump((accumulator & value) !== 0);
    else if (code === opcodes.return) return value;
    else throw new Error(`no such instruction: ${code}`);
  }
  throw new Error("the program ended without an answer");
}

const audit = { x64: 0xc000003e, arm64: 0xc00000b7 };
const i386 = 0x40000003;
const arm = 0x40000028;
const { allow, kill } = answers;
const fails = (errno: keyof typeof errnos) => answers.errno | errnos[errno];

for (const arch of filterArchs) {
  const column = filterArchs.indexOf(arch) as 0 | 1;
  const program = seccompFilter(arch);
  const answer = (number: number, ...args: (number | bigint)[]) =>
    decide(program, { arch: audit[arch], number, args: args.map(BigInt) });

  test(`${arch}: a call in another architecture's convention kills the process`, () => {
    for (const other of [i386, arm, audit[arch === "x64" ? "arm64" : "x64"], 0]) {
      assert.equal(decide(program, { arch: other, number: 0 }), kill);
    }
  });

  test(`${arch}: calls that Linux adds later do not exist, nor do those of x32`, () => {
    const x32 = 0x40000000;
    for (const number of [451, 462, 1_000, x32, x32 + 59, 0x7fffffff, 0xffffffff]) {
      assert.equal(answer(number), fails("ENOSYS"), `call ${number}`);
    }
    assert.notEqual(answer(lastCall - 1), fails("ENOSYS"));
  });

  test(`${arch}: every denied call answers EPERM, whatever it is asked`, () => {
    for (const [name, numbers] of Object.entries(denied)) {
      const number = numbers[column];
      if (number === null) continue;
      assert.equal(answer(number), fails("EPERM"), name);
      assert.equal(answer(number, -1, -1, -1), fails("EPERM"), name);
    }
  });

  test(`${arch}: threads can be made, processes cannot`, () => {
    const glibcThread = 0x3d0f00;
    const SIGCHLD = 17;
    const CLONE_VFORK_VM = 0x4100;
    const clone = examined.clone[column];
    assert.equal(answer(clone, glibcThread), allow);
    assert.equal(answer(clone, SIGCHLD), fails("EPERM"));
    assert.equal(answer(clone, CLONE_VFORK_VM | SIGCHLD), fails("EPERM"));
    // The upper half of the flags is none of the kernel's clone.
    assert.equal(answer(clone, 0x1_0000_0000n * BigInt(0x10000)), fails("EPERM"));
    assert.equal(answer(examined.clone3[column], 0, 88), fails("ENOSYS"));
  });

  test(`${arch}: sockets are of four families, netlink only for routes`, () => {
    for (const call of [examined.socket[column], examined.socketpair[column]]) {
      for (const family of [1, 2, 10]) assert.equal(answer(call, family, 1, 0), allow, `family ${family}`);
      assert.equal(answer(call, 16, 3, 0), allow);
      for (let protocol = 1; protocol < 32; protocol++)
        assert.equal(answer(call, 16, 3, protocol), fails("EAFNOSUPPORT"));
      for (let family = 0; family < 64; family++) {
        if (![1, 2, 10, 16].includes(family))
          assert.equal(answer(call, family, 1, 0), fails("EAFNOSUPPORT"), `family ${family}`);
      }
      // The kernel reads an int: what lies above it must not hide a family.
      assert.equal(answer(call, (1n << 32n) | 40n, 1, 0), fails("EAFNOSUPPORT"));
    }
  });

  test(`${arch}: nobody types into a terminal that is not theirs`, () => {
    const ioctl = examined.ioctl[column];
    for (const request of [0x5412, 0x541c]) {
      assert.equal(answer(ioctl, 0, request), fails("EPERM"));
      assert.equal(answer(ioctl, 0, (0xdeadbeefn << 32n) | BigInt(request)), fails("EPERM"));
    }
    for (const request of [0x5401, 0x5413, 0x5421]) assert.equal(answer(ioctl, 0, request), allow);
  });

  test(`${arch}: any signal may be sent but the one that wakes`, () => {
    const place = {
      kill: 1,
      tkill: 1,
      rt_sigqueueinfo: 1,
      pidfd_send_signal: 1,
      tgkill: 2,
      rt_tgsigqueueinfo: 2,
    } as const;
    for (const [name, at] of Object.entries(place)) {
      for (let signal = 0; signal <= 64; signal++) {
        const args = [1, 1, 1].with(at, signal);
        const number = examined[name as keyof typeof place][column];
        assert.equal(answer(number, ...args), signal === 18 ? fails("EPERM") : allow, `${name} ${signal}`);
      }
    }
  });

  test(`${arch}: every other call is allowed`, () => {
    const special = new Set([...Object.values(denied), ...Object.values(examined)].map((numbers) => numbers[column]));
    for (let number = 0; number < lastCall; number++) {
      if (!special.has(number)) assert.equal(answer(number, 1, 2, 3), allow, `call ${number}`);
    }
    // What Node cannot live without, by number, so that a slip in the table shows.
    const needed = {
      x64: [0, 1, 9, 59, 202, 231, 257, 281, 318, 334],
      arm64: [63, 64, 222, 221, 98, 94, 56, 22, 278, 293],
    };
    for (const number of needed[arch]) assert.equal(answer(number), allow, `call ${number}`);
  });

  test(`${arch}: PostgreSQL may start processes and share memory between them, and nothing else that a cell may not`, () => {
    const ofService = seccompFilter(arch, postgres);
    const answerTo = (number: number, ...args: (number | bigint)[]) =>
      decide(ofService, { arch: audit[arch], number, args: args.map(BigInt) });
    const clone = examined.clone[column];
    const SIGCHLD = 17;
    const ownClone = 0x1200000 | SIGCHLD;
    for (const flags of [SIGCHLD, ownClone, 0x4100 | SIGCHLD, 0x3d0f00]) assert.equal(answerTo(clone, flags), allow);
    // CLONE_NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID, NEWNET.
    for (const bit of [17, 25, 26, 27, 28, 29, 30]) {
      assert.equal(answerTo(clone, SIGCHLD | (1 << bit)), fails("EPERM"), `a namespace by bit ${bit}`);
    }
    assert.equal(answerTo(examined.clone3[column], 0, 88), fails("ENOSYS"));

    const changed = new Set<number | null>([clone]);
    for (const name of postgres.allowed) {
      const number = (denied[name] as Numbers)[column];
      changed.add(number);
      if (number !== null) assert.equal(answerTo(number, 1, 2, 3), allow, name);
    }
    for (let number = 0; number < 1_000; number++) {
      if (changed.has(number)) continue;
      for (const args of [
        [1, 2, 3],
        [40, 18, 18],
        [16, 0x5412, 18],
      ]) {
        assert.equal(answerTo(number, ...args), answer(number, ...args), `call ${number}`);
      }
    }
  });

  test(`${arch}: the numbers are those of the kernel's own headers`, (t) => {
    const numbers = headerNumbers(arch);
    if (!numbers) return t.skip("linux-libc-dev is not installed");
    for (const [name, known] of Object.entries({ ...denied, ...examined })) {
      assert.equal(known[column], numbers.get(name) ?? null, name);
    }
  });
}

function headerNumbers(arch: FilterArch): Map<string, number> | null {
  const multiarch = { x64: "x86_64-linux-gnu", arm64: "aarch64-linux-gnu" }[process.arch as FilterArch];
  const path = arch === "x64" ? `/usr/include/${multiarch}/asm/unistd_64.h` : "/usr/include/asm-generic/unistd.h";
  if (!existsSync(path)) return null;
  const lines = readFileSync(path, "utf8").matchAll(/^#define __NR(?:3264)?_(\w+)\s+(\d+)$/gm);
  return new Map([...lines].map(([, name, number]) => [name as string, Number(number)]));
}
