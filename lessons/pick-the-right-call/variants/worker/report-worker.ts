import { parentPort } from "node:worker_threads";
import { report } from "./legacy.ts";

// ko: 같은 동기 호출이지만, 여기서 멈추는 것은 이 스레드뿐입니다.
// en: The same synchronous call; here it stops this thread only.
parentPort?.on("message", (id: number) => {
  parentPort?.postMessage({ id, text: report(id) });
});
parentPort?.postMessage("ready");
