import { createServer } from "node:http";
import { lab } from "lab";
import { createPool } from "./pool.ts";

// ko: 서명은 워커 스레드 둘이 나누어 맡습니다. 루프는 계속 돕니다.
// en: Two worker threads share the signing. The loop goes on turning.
const sign = createPool(new URL("./sign.ts", import.meta.url), 2);

createServer(async (req, res) => {
  if (req.url === "/report") {
    res.end(await sign("a year of sales"));
  } else {
    await lab.io(95);
    res.end("feed");
  }
}).listen(8080);
