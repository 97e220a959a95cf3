import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { lab } from "lab";
import {
  RateLimiterMemory,
  RateLimiterRes,
} from "rate-limiter-flexible";

const limiter = new RateLimiterMemory({ points: 10, duration: 1 });

// ko: 키는 로그인한 사용자입니다. 여기서는 경로의 첫 부분이 대신합니다.
// en: The key is whoever signed in; here it is the first part of the path.
const server = createServer(async (request, response) => {
  try {
    await limiter.consume(request.url?.split("/")[1] ?? "");
    await lab.io(60);
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

const call = (user: string, n = 1) =>
  fetch(`http://127.0.0.1:${port}/${user}/${n}`);
const burst = (user: string, size: number) =>
  Promise.all(
    Array.from({ length: size }, (_, n) => call(user, n + 1)),
  );
const passed = (answers: Response[]) =>
  answers.filter(({ status }) => status === 200).length;

// ko: 윈도우는 첫 호출에서 열립니다. 한 번 불러서 열고, 경계 앞뒤로 몰아칩니다.
// en: A window opens with the first call: knock, then burst on both sides of its edge.
await call("greedy");
await lab.io(400);
const before = await burst("greedy", 9);
await lab.io(600);
const [after, quiet] = await Promise.all([
  burst("greedy", 12),
  burst("quiet", 3),
]);

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
