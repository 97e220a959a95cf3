import { pbkdf2Sync } from "node:crypto";
import { createServer, type ServerResponse } from "node:http";
import { lab } from "lab";

const sales = "a year of sales";

createServer(async (req, res) => {
  if (req.url === "/report") return report(res);
  await lab.io(95);
  res.end("feed");
}).listen(8080);

function report(res: ServerResponse) {
  // ko: 한 해의 매출에 서명합니다. 그동안 다른 요청은 모두 기다립니다.
  // en: Signs a year of sales. Meanwhile every other request waits.
  const key = pbkdf2Sync(sales, "looplab", 2e5, 32, "sha1");
  res.end(key.toString("hex"));
}
