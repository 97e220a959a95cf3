import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { lab } from "lab";
import {
  RateLimiterMemory,
  RateLimiterRes,
} from "rate-limiter-flexible";

const limiter = new RateLimiterMemory({ points: 10, duration: 1 });

// ko: 키는 로그인한 사용자입니다. 여기서는 경로가 대신합니다.
// en: The key is whoever signed in; here the path stands for them.
const server = createServer(async (request, response) => {
  try {
    await limiter.consume(request.url ?? "");
    response.end();
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    const seconds = Math.ceil(refused.msBeforeNext / 1_000);
    response.writeHead(429, { "retry-after": `${seconds}` }).end();
  }
});
await new Promise<void>((ready) => {
  server.listen(0, "127.0.0.1", ready);
});
const { port } = server.address() as AddressInfo;

const call = (user: string) =>
  fetch(`http://127.0.0.1:${port}/${user}`);
const burst = (user: string, n: number) =>
  Promise.all(Array.from({ length: n }, () => call(user)));
const passed = (answers: Response[]) =>
  answers.filter(({ status }) => status === 200).length;

// ko: 창은 첫 호출에서 열립니다. 두드려서 연 다음, 창 끝의 앞뒤로 몰아칩니다.
// en: A window opens with the first call: knock, then burst on both sides of its end.
await call("greedy");
await lab.io(500);
const before = await burst("greedy", 9);
await lab.io(550);
const after = await burst("greedy", 12);
const quiet = await burst("quiet", 3);

const refused = after.filter(({ status }) => status === 429);
const seconds = Number(refused[0]?.headers.get("retry-after"));
await lab.io(seconds * 1_000);
const again = await call("greedy");
server.close();

lab.set("greedy passed", passed(before) + passed(after));
lab.set("greedy denied", refused.length);
lab.set("quiet denied", 3 - passed(quiet));
lab.set("passed after the wait", passed([again]));
console.log(`retry-after: ${seconds}, then ${again.status}`);
