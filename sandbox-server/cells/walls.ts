import { limits } from "#protocol";
import { largestFile } from "./prlimit.ts";

/** The walls of a cell, each with the sign by which it is known to stand. Judges; tries nothing itself. */

/** What happened inside when each wall was tried: an error's code, or "worked" (see cell/prove.ts). */
export type Facts = {
  fork: string;
  newNamespace: string;
  vsock: string;
  outside: string;
  outsideV6: string;
  corePattern: string;
  writeRoot: string;
  writeApp: string;
  writeDev: string;
  writeShm: string;
  writeTmp: string;
  tmpBytes: number;
  files: string[];
  processes: number;
  environment: string[];
  hostname: string;
  /** As `net:[4026531840]`. `time` and, on some machines, `cgroup` stay shared: they show and give a cell nothing. */
  namespaces: string[];
  /** /proc/self/status and /proc/self/limits. */
  status: string;
  limits: string;
};

/** What the server sees of the same process. */
export type OutsideFacts = {
  uids: number[];
  /** The server's own. */
  namespaces: string[];
};

/** One sentence for each wall that does not stand; none when all do. */
export function missingWalls(inside: Facts, outside: OutsideFacts): string[] {
  const field = (name: string) => new RegExp(`^${name}:\\s*(.*)$`, "m").exec(inside.status)?.[1]?.trim();
  const limit = (name: string) => Number(new RegExp(`^Max ${name}\\s+\\d+\\s+(\\d+)`, "m").exec(inside.limits)?.[1]);
  const missing: string[] = [];
  const expect = (wall: string, expected: string | number | RegExp, got: string | number | undefined) => {
    const holds = expected instanceof RegExp ? expected.test(String(got)) : String(expected) === String(got);
    if (!holds) missing.push(`${wall}: expected ${expected || "nothing"}, got ${got || "nothing"}`);
  };

  expect("starting a process", "EPERM", inside.fork);
  expect("making a namespace", "EPERM", inside.newNamespace);
  expect("a socket to the hypervisor", "EAFNOSUPPORT", inside.vsock);
  expect("reaching the network", "ENETUNREACH", inside.outside);
  expect("reaching the network over IPv6", /^(ENETUNREACH|EAFNOSUPPORT|EADDRNOTAVAIL)$/, inside.outsideV6);
  expect("writing the kernel's core_pattern", "EACCES", inside.corePattern);
  expect("writing the root folder", "EROFS", inside.writeRoot);
  expect("writing the cell's own code", "EROFS", inside.writeApp);
  expect("writing /dev", "EROFS", inside.writeDev);
  expect("writing /dev/shm", "EROFS", inside.writeShm);
  expect("writing /tmp", "worked", inside.writeTmp);
  expect("size of /tmp", limits.tmpBytes, inside.tmpBytes);
  expect("files of the host", "", inside.files.filter((name) => !ownFiles.test(name)).join(" "));
  expect("the processes a cell sees", 2, inside.processes);
  expect("its environment", "HOME NO_COLOR PWD TMPDIR", inside.environment.join(" "));
  expect("its host name", "cell", inside.hostname);
  for (const set of ["CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb"]) expect(set, "0".repeat(16), field(set));
  expect("NoNewPrivs", 1, field("NoNewPrivs"));
  expect("Seccomp", 2, field("Seccomp"));
  expect("descriptors", limits.descriptors, limit("open files"));
  expect("largest file", largestFile, limit("file size"));
  expect("size of a core dump", 0, limit("core file size"));
  expect("threads", /^\d\d$/, limit("processes"));
  expect("user on the host", /^[1-9]\d*( [1-9]\d*)*$/, outside.uids.join(" "));
  const shared = inside.namespaces.filter((name) => outside.namespaces.includes(name));
  expect("namespaces shared with the server", "", shared.join(" "));
  return missing;
}

/** What `buildRoot` makes, wherever the system keeps its libraries. */
const ownFiles = /^(app|bin|dev|etc|lib|lib64|nix|node_modules|proc|svc|tmp|usr)$/;
