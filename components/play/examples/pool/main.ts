import { pbkdf2 } from "node:crypto";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { lab } from "lab";

const derive = promisify(pbkdf2);

// ko: libuv 풀의 스레드는 넷입니다. 여덟 개를 한꺼번에 맡기면 넷은 줄을 섭니다.
// en: libuv's pool has four threads. Hand it eight and four wait in line.
const keys = lab.fire(8, (id) =>
  lab.span(`key ${id}`, () =>
    derive("secret", `salt ${id}`, 4e5, 32, "sha1"),
  ),
);

// ko: 작은 파일 하나도 같은 풀을 거치므로 그 뒤에 섭니다.
// en: One small file goes through the same pool, so it stands behind them.
const file = lab.span("read a file", () =>
  readFile(import.meta.filename),
);

await Promise.all([keys, file]);
console.log("UV_THREADPOOL_SIZE", process.env.UV_THREADPOOL_SIZE ?? 4);
