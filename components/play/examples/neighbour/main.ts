import { createServer } from "node:http";
import { lab } from "lab";

// ko: 한 번에 열 개까지만 일하는 느린 이웃 서비스입니다.
// en: A slow neighbour that works on ten calls at a time.
const prices = await lab.upstream({ latency: [40, 400], capacity: 10 });

createServer(async (_, res) => {
  try {
    const signal = AbortSignal.timeout(250);
    const answer = await fetch(`${prices.url}/price`, { signal });
    res.statusCode = answer.ok ? 200 : 503;
  } catch {
    // ko: 250 ms 안에 답이 없으면 기다리지 않고 504로 답합니다.
    // en: Without an answer in 250 ms it answers 504 and waits no longer.
    res.statusCode = 504;
  }
  res.end();
}).listen(8080);
