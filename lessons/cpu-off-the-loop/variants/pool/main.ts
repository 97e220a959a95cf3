import { createServer } from "node:http";
import { lab } from "lab";
import { Piscina } from "piscina";

// ko: 서버가 뜰 때 한 번 만들고, 모든 요청이 함께 씁니다.
// en: Made once, as the server starts, and shared by all requests.
const threads = /* knob:threads */ 2;
const pool = new Piscina<void, number>({
  filename: new URL("./thumbnail.ts", import.meta.url).href,
  minThreads: threads,
  maxThreads: threads,
  // ko: 쉬는 워커가 자기 루프에서 쉬어야 레인에도 쉬는 것으로 보입니다.
  // en: An idle worker rests in its own loop, and its lane shows it.
  atomics: "disabled",
});
lab.set("threads", pool.threads.length);

let photos = 0;

createServer(async (request, response) => {
  if (request.url === "/health") {
    lab.count("meanwhile", photos > 0 ? 1 : 0);
    response.end("ok");
    return;
  }
  photos += 1;
  const sum = await pool.run();
  photos -= 1;
  lab.note("sum", sum);
  response.end(`${sum}`);
}).listen(3000);
