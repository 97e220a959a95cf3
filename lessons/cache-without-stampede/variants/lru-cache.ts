import { lab } from "lab";
import { LRUCache } from "lru-cache";

let version = 0;
let down = false;

// ko: 같은 키의 요청을 합치고, 오래된 답을 먼저 주고, 뒤에서 새로 가져옵니다.
// en: Joins callers, answers with the stale value, refreshes behind it.
const cache = new LRUCache<string, string | false>({
  max: 100,
  ttl: 500,
  allowStale: true,
  fetchMethod: async (path) => {
    lab.count(`calls for ${path}`);
    await lab.io(100);
    if (down) throw new Error("origin is down");
    return path === "/sold-out" ? false : `version ${++version}`;
  },
});
const fifty = () =>
  lab.fire(50, (n) =>
    lab.span(`caller ${n}`, () => cache.fetch("/products/7")),
  );

await fifty();
await lab.io(600);
const answers = await fifty();
const stale = answers.filter((answer) => answer === "version 1");
lab.set("answered stale", stale.length);
await lab.io(200);
console.log("behind their backs:", cache.get("/products/7"));

// ko: 실패는 남지 않고, false는 남습니다.
// en: A failure is not kept; false is.
down = true;
await cache.fetch("/orders/1").catch(({ message }) => {
  console.log(message);
});
lab.set("failures kept", Number(cache.has("/orders/1")));
down = false;
console.log("again:", await cache.fetch("/orders/1"));
await cache.fetch("/sold-out");
lab.set("false kept", Number(cache.has("/sold-out")));

for (let n = 1; n <= 1_000; n += 1) cache.set(`/guest/${n}`, "hello");
lab.set("size", cache.size);
