import assert from "node:assert/strict";
import { printed } from "../testing.ts";
import { category } from "./attack.ts";

category("the environment", {
  "a program prints its environment": {
    code: `console.log(Object.keys(process.env).sort().join(" "))`,
    with: { env: { APP_NAME: "x", TZ: "Asia/Seoul" } },
    reason: "finished",
    says: "APP_NAME HOME NO_COLOR PWD TMPDIR TZ\n",
  },
  "a worker shares the environment": {
    code: `import { SHARE_ENV, Worker } from "node:worker_threads";
      new Worker("console.log(JSON.stringify(process.env))", { eval: true, env: SHARE_ENV });`,
    reason: "finished",
    says: /"HOME":"\/tmp"/,
  },
  "a program prints all that Node knows of its process": {
    code: `const { argv, argv0, execArgv, execPath, title, pid, ppid, config, release, versions } = process;
      console.log(JSON.stringify({ argv, argv0, execArgv, execPath, title, pid, ppid, config, release, versions, cwd: process.cwd() }))`,
    reason: "finished",
    says: /"execArgv":\[\].*"pid":2,"ppid":1/,
  },
  "a program has Node report on itself": {
    code: `console.log(JSON.stringify(process.report.getReport()))`,
    reason: ["finished", "error"],
  },
  "a program asks who and where it is": {
    code: `import os from "node:os"; console.log(os.hostname(), os.homedir(), os.tmpdir(), process.getuid?.(), Object.keys(os.networkInterfaces()).join(), JSON.stringify(os.userInfo()))`,
    reason: "finished",
    says: /^cell \/tmp \/tmp 65534 lo \{.*"username":"cell"/,
  },
  "stack traces name no file of the host": {
    code: `import { Worker } from "node:worker_threads"; Error.stackTraceLimit = Infinity; console.log(new Error("x").stack, import.meta.url, import.meta.dirname);
      await new Promise((resolve) => new Worker("throw new Error('worker')", { eval: true }).on("error", (error) => resolve(console.log(error.stack))));
      import("./missing.ts").catch((error) => console.log(error.stack)); setTimeout(() => { throw new Error("last") })`,
    reason: "error",
    also: (events) => assert.doesNotMatch(printed(events) + printed(events, "stderr"), /\/(work|home|root|var|usr)\//),
  },
  "a program reads the code around it": {
    code: `import fs from "node:fs"; const read = (folder: string): string => fs.readdirSync(folder, { withFileTypes: true }).map((entry) => entry.isDirectory() ? read(folder + "/" + entry.name) : fs.readFileSync(folder + "/" + entry.name, "utf8")).join("");
      const text = read("/app"); console.log(text.length > 1000, text.includes("$FOLDER"))`,
    reason: "finished",
    says: "true false\n",
  },
});
