/** What a Node developer measures blocks with today, each as the lines that are put before a program. */
export const meters = {
  "monitorEventLoopDelay, 1 ms": `import { monitorEventLoopDelay } from "node:perf_hooks";
const delay = monitorEventLoopDelay({ resolution: 1 });
globalThis.readings = [];
delay.enable();
setInterval(() => { globalThis.readings.push({ at: performance.timeOrigin + performance.now(), ms: delay.max / 1e6 }); delay.reset(); }, 50).unref();
`,
  "blocked-at": `import { createRequire } from "node:module";
globalThis.readings = [];
createRequire(PEERS)("blocked-at")((ms, stack) => {
  const line = /blocks-[\\w-]+\\.mjs:(\\d+)/.exec(stack.join("\\n"))?.[1];
  globalThis.readings.push({ at: performance.timeOrigin + performance.now(), ms, line: Number(line) });
}, { threshold: 10 });
`,
  "toobusy-js": `import { createRequire } from "node:module";
globalThis.readings = [];
const toobusy = createRequire(PEERS)("toobusy-js");
toobusy.interval(16);
toobusy.onLag((ms) => globalThis.readings.push({ at: performance.timeOrigin + performance.now(), ms }), 5);
`,
};
