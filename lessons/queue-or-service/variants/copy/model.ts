import { parentPort } from "node:worker_threads";

// ko: 받은 바이트 수만 답하고 잊습니다.
// en: Says how many bytes came, and forgets them.
parentPort?.on("message", (video: Uint8Array) => {
  parentPort?.postMessage(video.length);
});
parentPort?.postMessage("up");
