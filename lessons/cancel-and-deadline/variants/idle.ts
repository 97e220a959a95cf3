import { once } from "node:events";
import { createServer } from "node:http";
import { lab } from "lab";

function say(text: string) {
  console.log(text);
  lab.note("told", text);
}

// ko: 답의 머리는 곧바로 오고, 몸은 25 ms에 한 글자씩 2초 동안 옵니다.
// en: The head comes at once, the body a letter every 25 ms for 2 seconds.
const server = createServer(async (_, response) => {
  response.flushHeaders();
  for (let sent = 0; sent < 80 && !response.destroyed; sent++) {
    await lab.io(25);
    response.write(".");
  }
  response.end();
}).listen(3000);
await once(server, "listening");

// ko: 한 조각이 올 때마다 타이머를 처음으로 되돌립니다.
// en: Every chunk that comes puts the timer back to its beginning.
async function download() {
  const idle = new AbortController();
  const response = await fetch("http://localhost:3000/", {
    signal: idle.signal,
  });
  const timer = setTimeout(
    () => idle.abort(new Error("idle for too long")),
    /* knob:idle */ 400,
  );
  let letters = 0;
  try {
    for await (const chunk of response.body ?? []) {
      letters += chunk.length;
      timer.refresh();
    }
  } finally {
    clearTimeout(timer);
  }
  return letters;
}

await lab.span("download", download).then(
  (letters) => say(`${letters} letters`),
  (error) => say(`${error.name}: ${error.message}`),
);
server.close();
