/** Where blocking code may stand. `truly` and `begins` time it; see driver.ts. */
export type Context = {
  name: string;
  /** Nothing comes before it. */
  first?: true;
  around: (code: string) => Record<string, string>;
};

const main = (name: string, around: (code: string) => string): Context => ({
  name,
  around: (code) => ({ "main.ts": around(code) }),
});

export const contexts: Context[] = [
  main(
    "after await",
    (code) => `await pause(35);
await truly(() => {


${code}


});
await pause(30);`,
  ),
  main(
    "in a timer, last of its function",
    (code) => `setTimeout(() => truly(() => {


${code}
}), 45);
await pause(200);`,
  ),
  main(
    "inline between other lines",
    (code) => `await pause(40);
{
const done = begins();

${code}


done();
}
await pause(30);`,
  ),
  main(
    "in a helper, called by a promise's then",
    (code) => `function helper(ms: number) {

${code}

}
await pause(30).then(() => {

  truly(() => helper(ms));

});
await pause(30);`,
  ),
  main(
    "in a method, on an event",
    (code) => `class Handler {
  handle(ms: number) {

${code}

  }
}
const emitter = new EventEmitter();
emitter.on("work", () => {

  truly(() => new Handler().handle(ms));

});
setTimeout(() => emitter.emit("work"), 50);
await pause(200);`,
  ),
  {
    ...main(
      "as first and last thing",
      (code) => `truly(() => {


${code}


});`,
    ),
    first: true,
  },
  main(
    "in an HTTP handler",
    (code) => `import { createServer } from "node:http";
const server = createServer((request, response) => {

  truly(() => {

${code}

  });
  response.end("done");
});
await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
await pause(20);
await (await fetch("http://127.0.0.1:" + (server.address() as { port: number }).port)).text();
server.close();
server.closeAllConnections();
await pause(30);`,
  ),
  {
    name: "in a second file",
    around: (code) => ({
      "main.ts": `import { work } from "./lib/work.ts";
await pause(35);


truly(() => work(ms));


await pause(30);`,
      "lib/work.ts": `export function work(ms: number) {


${code}


}`,
    }),
  },
  main(
    "in setImmediate, nextTick and a microtask, one after the other",
    (code) => `const work = () => truly(() => {

${code}

});
await pause(30);
setImmediate(work);
await pause(250);
process.nextTick(work);
await pause(250);
queueMicrotask(work);
await pause(250);`,
  ),
  main(
    "in an async generator, twice",
    (code) => `async function* steps() {
  for (let step = 0; step < 2; step++) {
    await pause(25);

    truly(() => {

${code}

    });
    yield step;
  }
}
for await (const step of steps()) kept = step;
await pause(30);`,
  ),
  main(
    "on a worker's message",
    (code) => `import { Worker } from "node:worker_threads";
const worker = new Worker("require('node:worker_threads').parentPort.on('message', (m) => require('node:worker_threads').parentPort.postMessage(m))", { eval: true });
await pause(60);
worker.once("message", () => {

  truly(() => {

${code}

  });
  void worker.terminate();
});
worker.postMessage(1);
await pause(250);`,
  ),
];
