import { category } from "./attack.ts";

const tell = `import { tell } from "./tell.ts";\n`;

category("other processes", {
  "a program starts a process, in every way there is": {
    code: `${tell} import cp from "node:child_process"; const node = process.execPath; const over = (child: cp.ChildProcess) => new Promise((resolve, reject) => child.on("error", reject).on("exit", resolve));
      await tell({ spawn: () => over(cp.spawn(node, ["-v"])), shell: () => over(cp.spawn("id", { shell: true })), exec: () => over(cp.exec("id")), execFile: () => over(cp.execFile("/bin/sh")), fork: () => over(cp.fork("main.ts")),
        spawnSync: () => { const { error } = cp.spawnSync(node); if (error) throw error }, execSync: () => cp.execSync("id"), execFileSync: () => cp.execFileSync(node) });`,
    reason: "finished",
    says: /^(\w+: ERR_ACCESS_DENIED\n){8}$/,
  },
  "a program makes a cluster": {
    code: `${tell} import cluster from "node:cluster"; await tell({ fork: () => { cluster.fork() } });`,
    reason: ["finished", "error"],
    says: /ERR_ACCESS_DENIED/,
  },
  "a program becomes another one": {
    code: `${tell} await tell({ execve: () => process.execve!("/bin/node", ["node", "-v"], {}) });`,
    reason: "finished",
    says: "execve: ERR_ACCESS_DENIED\n",
  },
  "a program loads native code": {
    code: `${tell} import ffi from "node:ffi"; import { createRequire } from "node:module"; import fs from "node:fs"; fs.writeFileSync("/tmp/x.node", "\\x7fELF");
      await tell({ dlopen: () => process.dlopen({ exports: {} }, "/tmp/x.node"), require: () => createRequire("/tmp/")("/tmp/x.node"), ffi: () => ffi.dlopen("libc.so.6", {}) });`,
    reason: "finished",
    says: /^dlopen: ERR_(DLOPEN_DISABLED|ACCESS_DENIED)\nrequire: ERR_(DLOPEN_DISABLED|ACCESS_DENIED)\nffi: ERR_ACCESS_DENIED\n$/,
  },
  "a program asks Node's insides for a process": {
    code: `${tell} const binding = (name: string) => () => { const inside = (process as any).binding(name); return new inside.Process().spawn({ file: "/bin/node", args: [], stdio: [] }) };
      await tell({ process_wrap: binding("process_wrap"), spawn_sync: () => (process as any).binding("spawn_sync").spawn({ file: "/bin/node", args: ["node"], stdio: [] }), internal: () => (process as any).internalBinding("process_wrap") });`,
    reason: ["finished", "error"],
    says: /process_wrap: (?!worked|\d)/,
  },
  "a program kills everybody it can name": {
    code: `${tell} const kill = (pid: number, signal: NodeJS.Signals = "SIGKILL") => () => process.kill(pid, signal);
      await tell({ init: kill(1), server: kill($SERVER_PID), neighbour: kill($NEIGHBOUR_PID), all: kill(-1), high: kill(99_999), wake: kill(1, "SIGCONT"), parent: kill(process.ppid, "SIGTERM") });`,
    reason: "finished",
    says: /^init: true\nserver: ESRCH\nneighbour: ESRCH\nall: ESRCH\nhigh: ESRCH\nwake: EPERM\nparent: true\n$/,
  },
  "a program kills its whole group": {
    code: `process.kill(0, "SIGKILL"); setTimeout(() => {}, 1000);`,
    reason: "killed",
    signal: "SIGKILL",
  },
  "a program counts the processes it can see": {
    code: `let seen: number[] = []; for (let pid = 1; pid < 40_000; pid++) { try { process.kill(pid, 0); seen.push(pid) } catch {} } console.log(seen.join())`,
    reason: "finished",
    // Its init, itself and its own threads, which answer to kill as well.
    says: /^1,2(,\d{1,2})*\n$/,
  },
  "a program makes itself more important": {
    code: `${tell} import os from "node:os"; await tell({ nice: () => os.setPriority(-20), init: () => os.setPriority(1, -20), server: () => os.getPriority($SERVER_PID), root: () => process.setuid!(0), group: () => process.setgid!(0), groups: () => process.setgroups!([0]), effective: () => process.seteuid!(0) });`,
    reason: "finished",
    says: /^nice: ERR_SYSTEM_ERROR\ninit: ERR_SYSTEM_ERROR\nserver: ERR_SYSTEM_ERROR\nroot: (EPERM|EINVAL)\ngroup: (EPERM|EINVAL)\ngroups: (EPERM|EINVAL)\neffective: (EPERM|EINVAL)\n$/,
  },
  "a program debugs itself and others": {
    code: `${tell} import inspector from "node:inspector"; import { Session } from "node:inspector/promises";
      await tell({ open: () => inspector.open(0), session: () => new inspector.Session().connect(), promises: () => new Session().connect(), server: () => (process as any)._debugProcess($SERVER_PID), neighbour: () => (process as any)._debugProcess($NEIGHBOUR_PID) });`,
    reason: "finished",
    says: /^open: ERR_ACCESS_DENIED\nsession: ERR_ACCESS_DENIED\npromises: ERR_ACCESS_DENIED\nserver: ESRCH\nneighbour: ESRCH\n$/,
  },
  "a program starts its own inspector by signal": {
    code: `(process as any)._debugProcess(process.pid); setTimeout(() => {}, 1000);`,
    reason: "killed",
    signal: "SIGUSR1",
  },
  "a worker debugs the main thread": {
    code: `import { Worker } from "node:worker_threads"; new Worker('const { Session } = require("node:inspector"); const s = new Session(); s.connectToMainThread(); s.post("Runtime.evaluate", { expression: "1" }, () => console.log("evaluated"))', { eval: true }).on("error", (error: any) => console.log(error.code))`,
    reason: "finished",
    says: "ERR_ACCESS_DENIED\n",
  },
  "a worker asks for more than it may have": {
    code: `${tell} import { Worker } from "node:worker_threads"; const work = (options: object, code: string) => () => new Promise((resolve, reject) => new Worker(code, { eval: true, ...options }).on("message", resolve).on("error", reject));
      const read = 'require("worker_threads").parentPort.postMessage(require("fs").readFileSync("/etc/passwd", "utf8"))';
      const spawn = 'require("child_process").spawnSync("/bin/node"); require("worker_threads").parentPort.postMessage("spawned")';
      const native = 'require("node:ffi").dlopen("libc.so.6", {}); require("worker_threads").parentPort.postMessage("native")';
      await tell({ plain: work({}, read), none: work({ execArgv: [] }, read), flags: work({ execArgv: ["--allow-fs-read=*"] }, read), off: work({ execArgv: ["--no-permission"] }, read),
        options: work({ env: { NODE_OPTIONS: "--no-permission --allow-fs-read=*" } }, read), spawn: work({ execArgv: ["--allow-child-process"] }, spawn), native: work({ execArgv: ["--allow-ffi"] }, native), bare: work({ execArgv: [] }, native) });`,
    reason: "finished",
    says: /^(\w+: ERR_ACCESS_DENIED\n){8}$/,
  },
  "a program starts WebAssembly that asks for the system": {
    code: `${tell} import { WASI } from "node:wasi"; await tell({ wasi: () => new WASI({ version: "preview1", preopens: { "/": "/" } }) });`,
    reason: "finished",
    says: "wasi: ERR_ACCESS_DENIED\n",
  },
  "a program sends itself every signal": {
    code: `for (const signal of ["SIGHUP", "SIGUSR1", "SIGUSR2", "SIGPIPE", "SIGWINCH", "SIGCHLD", "SIGURG"] as const) { process.on(signal, () => {}); process.kill(process.pid, signal) } setTimeout(() => console.log("alive"), 50);`,
    reason: ["finished", "killed"],
  },
});
