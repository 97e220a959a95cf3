import { assemble, type Line } from "./bpf.ts";
import { denied, examined, lastCall } from "./seccomp-calls.ts";

/** The system-call filter of a cell, ready for `bwrap --seccomp`: a pure function of the architecture. */

export type FilterArch = "x64" | "arm64";
export const filterArchs: readonly FilterArch[] = ["x64", "arm64"];

/** AUDIT_ARCH_X86_64 and AUDIT_ARCH_AARCH64: a call in any other convention (32-bit, say) has other numbers. */
const auditArch = { x64: 0xc000003e, arm64: 0xc00000b7 } as const;

/** Offsets in `struct seccomp_data`; arguments are 64 bits, and the kernel looks at the low half of all those below. */
const data = { call: 0, arch: 4, argument: (index: number) => 16 + index * 8 } as const;

export const answers = { kill: 0x80000000, errno: 0x00050000, allow: 0x7fff0000 } as const;
export const errnos = { EPERM: 1, ENOSYS: 38, EAFNOSUPPORT: 97 } as const;

const CLONE_THREAD = 0x00010000;
/** CLONE_NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID, NEWNET. */
const cloneNamespaces = 0x7e020000;
const families = { UNIX: 1, INET: 2, INET6: 10, NETLINK: 16 } as const;
const SIGCONT = 18;
const ioctls = { TIOCSTI: 0x5412, TIOCLINUX: 0x541c } as const;

type Options = {
  /** What a denied call answers; tests choose one the kernel never gives. */
  refuse?: number;
  /** Whether processes may be started, as threads may; never with namespaces of their own. */
  processes?: boolean;
  /** Calls a cell may not make and a service needs. */
  allowed?: readonly string[];
};

export function seccompFilter(
  arch: FilterArch,
  { refuse = errnos.EPERM, processes = false, allowed = [] }: Options = {},
): Buffer {
  const column = filterArchs.indexOf(arch) as 0 | 1;
  const call = (number: number, yes: string): Line => ({ op: "jumpIfEqual", value: number, yes });
  const fails = (errno: number): Line => ({ op: "return", value: answers.errno | errno });

  return assemble([
    { op: "load", offset: data.arch },
    { op: "jumpIfEqual", value: auditArch[arch], yes: "ours", no: "kill" },
    { label: "ours" },
    { op: "load", offset: data.call },
    { op: "jumpIfAbove", value: lastCall, yes: "unknown" },
    ...Object.entries(denied).flatMap(([name, numbers]) => {
      const number = numbers[column];
      return number === null || allowed.includes(name) ? [] : [call(number, "refuse")];
    }),
    call(examined.clone[column], "clone"),
    // Its flags lie behind a pointer that no filter can follow; glibc falls back to clone.
    call(examined.clone3[column], "unknown"),
    call(examined.socket[column], "socket"),
    call(examined.socketpair[column], "socket"),
    call(examined.ioctl[column], "ioctl"),
    call(examined.kill[column], "signal"),
    call(examined.tkill[column], "signal"),
    call(examined.rt_sigqueueinfo[column], "signal"),
    call(examined.pidfd_send_signal[column], "signal"),
    call(examined.tgkill[column], "signal to thread"),
    call(examined.rt_tgsigqueueinfo[column], "signal to thread"),
    { op: "return", value: answers.allow },

    { label: "clone" },
    { op: "load", offset: data.argument(0) },
    processes
      ? { op: "jumpIfAnyBit", value: cloneNamespaces, yes: "refuse", no: "allow" }
      : // Threads yes, processes no.
        { op: "jumpIfAnyBit", value: CLONE_THREAD, yes: "allow", no: "refuse" },

    // AF_VSOCK reaches the hypervisor from any network namespace; libuv needs route netlink to list interfaces.
    { label: "socket" },
    { op: "load", offset: data.argument(0) },
    { op: "jumpIfEqual", value: families.UNIX, yes: "allow" },
    { op: "jumpIfEqual", value: families.INET, yes: "allow" },
    { op: "jumpIfEqual", value: families.INET6, yes: "allow" },
    { op: "jumpIfEqual", value: families.NETLINK, yes: "netlink", no: "family" },
    { label: "netlink" },
    { op: "load", offset: data.argument(2) },
    { op: "jumpIfEqual", value: 0, yes: "allow", no: "family" },

    // Typing into somebody's terminal.
    { label: "ioctl" },
    { op: "load", offset: data.argument(1) },
    { op: "jumpIfEqual", value: ioctls.TIOCSTI, yes: "refuse" },
    { op: "jumpIfEqual", value: ioctls.TIOCLINUX, yes: "refuse", no: "allow" },

    // A cell's init is kept stopped (see tree.ts), and only this signal from inside could wake it.
    { label: "signal" },
    { op: "load", offset: data.argument(1) },
    { op: "jumpIfEqual", value: SIGCONT, yes: "refuse", no: "allow" },
    { label: "signal to thread" },
    { op: "load", offset: data.argument(2) },
    { op: "jumpIfEqual", value: SIGCONT, yes: "refuse", no: "allow" },

    { label: "allow" },
    { op: "return", value: answers.allow },
    { label: "refuse" },
    fails(refuse),
    { label: "unknown" },
    fails(errnos.ENOSYS),
    { label: "family" },
    fails(errnos.EAFNOSUPPORT),
    { label: "kill" },
    { op: "return", value: answers.kill },
  ]);
}
