import { category } from "./attack.ts";

const denied = (names: readonly string[]) =>
  new RegExp(`^${names.map((name) => `${name}: (ERR_ACCESS_DENIED|ENOENT|EACCES|EROFS)`).join("\\n")}\\n$`);
const fs = `import fs from "node:fs"; import { tell } from "./tell.ts";\n`;

category("the host's files", {
  "a program reads what every machine has": {
    code: `${fs} await tell({ shadow: () => fs.readFileSync("/etc/shadow"), passwd: () => fs.readFileSync("/etc/passwd"),
      home: () => fs.readdirSync("/root"), root: () => fs.readdirSync("/"), etc: () => fs.readdirSync("/etc") });`,
    reason: "finished",
    says: denied(["shadow", "passwd", "home", "root", "etc"]),
  },
  "a program reads a file anybody may read": {
    code: `${fs} await tell({ file: () => fs.readFileSync("$FOLDER/secret.txt", "utf8"), folder: () => fs.readdirSync("$FOLDER") });`,
    reason: "finished",
    says: "file: ENOENT\nfolder: ENOENT\n",
  },
  "a program reads what other processes show": {
    code: `${fs} await tell({ init: () => fs.readFileSync("/proc/1/environ"), args: () => fs.readFileSync("/proc/1/cmdline"),
      self: () => fs.readFileSync("/proc/self/environ"), mounts: () => fs.readFileSync("/proc/self/mountinfo"),
      neighbour: () => fs.readFileSync("/proc/$NEIGHBOUR_PID/cmdline"), server: () => fs.readFileSync("/proc/$SERVER_PID/environ") });`,
    reason: "finished",
    says: denied(["init", "args", "self", "mounts", "neighbour", "server"]),
  },
  "a program goes up and around": {
    code: `${fs} await tell({ up: () => fs.readFileSync("/tmp/../etc/passwd"), double: () => fs.readFileSync("//etc//passwd"),
      url: () => fs.readFileSync(new URL("file:///tmp/%2e%2e/etc/passwd")), bytes: () => fs.readFileSync(Buffer.from("/etc/passwd")),
      dots: () => fs.readFileSync("../".repeat(20) + "etc/passwd"), slash: () => fs.readFileSync("/tmp/../../../../etc/passwd") });`,
    reason: "finished",
    says: denied(["up", "double", "url", "bytes", "dots", "slash"]),
  },
  "a program goes through a link": {
    code: `${fs} const link = (target: string) => { fs.symlinkSync(target, "/tmp/link"); try { return fs.readFileSync("/tmp/link/passwd") } finally { fs.unlinkSync("/tmp/link") } };
      await tell({ absolute: () => link("/etc"), relative: () => link("../etc"), hard: () => fs.linkSync("/etc/passwd", "/tmp/hard"),
        proc: () => link("/proc/self/root/etc") });`,
    reason: "finished",
    says: denied(["absolute", "relative", "hard", "proc"]),
  },
  "a program changes its folder first": {
    code: `${fs} process.chdir("/tmp"); const at = (folder: string) => () => { process.chdir(folder); return fs.readFileSync("etc/passwd") };
      await tell({ root: at("/"), etc: at("/etc"), app: at("/app") });`,
    reason: "finished",
    says: /^root: \w+\netc: \w+\napp: \w+\n$/,
    also: (events) => {
      if (/root:x:0/.test(JSON.stringify(events))) throw new Error("/etc/passwd was told");
    },
  },
  "a program asks only whether a file is there": {
    code: `${fs} const is = (path: string) => () => fs.existsSync(path); await tell({ passwd: is("/etc/passwd"), secret: is("$FOLDER/secret.txt"),
      home: is("/home"), access: () => fs.accessSync("/etc/passwd"), server: is("/proc/$SERVER_PID") });`,
    reason: "finished",
    says: "passwd: ERR_ACCESS_DENIED\nsecret: false\nhome: ERR_ACCESS_DENIED\naccess: ERR_ACCESS_DENIED\nserver: ERR_ACCESS_DENIED\n",
  },
  "a program writes where it runs from": {
    code: `${fs} const write = (path: string) => () => fs.writeFileSync(path, "x");
      await tell({ app: write("/app/boot.mjs"), node: write("/bin/node"), packages: write("/node_modules/x.js"), root: write("/x"),
        etc: write("/etc/hosts"), dev: write("/dev/x"), shm: write("/dev/shm/x"), core: write("/proc/sys/kernel/core_pattern") });`,
    reason: "finished",
    says: denied(["app", "node", "packages", "root", "etc", "dev", "shm", "core"]),
  },
  "a program removes and moves what is not its own": {
    code: `${fs} await tell({ rm: () => fs.rmSync("/app", { recursive: true }), rename: () => fs.renameSync("/bin/node", "/tmp/node"),
      chmod: () => fs.chmodSync("/bin/node", 0o777), mkdir: () => fs.mkdirSync("/x"), cp: () => fs.cpSync("/etc", "/tmp/etc", { recursive: true }),
      truncate: () => fs.truncateSync("/bin/node", 0) });`,
    reason: "finished",
    says: denied(["rm", "rename", "chmod", "mkdir", "cp", "truncate"]),
  },
  "a program watches the host": {
    code: `${fs} await tell({ watch: () => fs.watch("/etc"), file: () => fs.watchFile("/etc/passwd", () => {}), glob: () => [...fs.globSync("/etc/*")].length,
      opendir: () => fs.opendirSync("/etc"), stat: () => fs.statSync("/etc/passwd").size, lstat: () => fs.lstatSync("/etc/passwd").size,
      readlink: () => fs.readlinkSync("/proc/self/cwd"), realpath: () => fs.realpathSync("/proc/self/cwd/../etc") });`,
    reason: "finished",
    also: (events) => {
      if (!/watch: ERR_ACCESS_DENIED/.test(JSON.stringify(events))) throw new Error("/etc could be watched");
    },
  },
  "a program loads the host's files as modules": {
    code: `import { createRequire } from "node:module"; import { tell } from "./tell.ts"; const require = createRequire("/");
      await tell({ import: () => import("file:///etc/passwd"), json: () => import("file:///etc/passwd", { with: { type: "json" } }),
        require: () => require("/etc/passwd"), folder: () => require("$FOLDER/secret.txt"), resolve: () => require.resolve("/etc/passwd") });`,
    reason: "finished",
    says: /^(\w+: .*\n){5}$/,
    also: (events) => {
      if (/root:x:0/.test(JSON.stringify(events))) throw new Error("/etc/passwd was told");
    },
  },
  "a program opens the host's files as databases": {
    code: `import { DatabaseSync } from "node:sqlite"; import { tell } from "./tell.ts";
      await tell({ open: () => new DatabaseSync("/etc/passwd").exec("select 1"), attach: () => new DatabaseSync(":memory:").exec("ATTACH '/etc/passwd' AS x; SELECT * FROM x.sqlite_master"),
        extension: () => new DatabaseSync(":memory:", { allowExtension: true }).loadExtension("/lib/x.so") });`,
    reason: "finished",
    says: /^open: ERR_\w+\nattach: ERR_\w+\nextension: ERR_\w+\n$/,
  },
  "a program has Node write files for it": {
    code: `import v8 from "node:v8"; import { tell } from "./tell.ts";
      await tell({ snapshot: () => v8.writeHeapSnapshot("/etc/x.heapsnapshot"), report: () => process.report.writeReport("/etc/x.json"),
        flags: () => v8.setFlagsFromString("--prof") });`,
    reason: "finished",
    says: /^snapshot: ERR_ACCESS_DENIED\nreport: .*\nflags: .*\n$/,
  },
  "a program reads every descriptor it has": {
    code: `import fs from "node:fs"; for (let fd = 5; fd < 300; fd++) { let text = ""; try { const buffer = Buffer.alloc(4096); text = buffer.toString("utf8", 0, fs.readSync(fd, buffer, 0, 4096, 0)) } catch { continue } if (text) console.log(fd, text) } console.log("read")`,
    reason: "finished",
    says: /^read\n$/,
  },
  "a program closes every descriptor it has": {
    code: `import fs from "node:fs"; for (let fd = 0; fd < 300; fd++) { try { fs.closeSync(fd) } catch {} } for (;;);`,
    with: { limits: { wallMs: 1_000 } },
    reason: ["timeout", "killed", "error", "finished"],
  },
});
