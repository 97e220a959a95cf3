import { pbkdf2 } from "node:crypto";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { lab } from "lab";

const hash = promisify(pbkdf2);
const file = import.meta.filename;

// ko: 크기를 바꾸기 전에 풀을 쓰는 횟수입니다.
// en: How often the pool is used before its size is set.
for (let n = 0; n < /* knob:before */ 0; n++) await readFile(file);
process.env.UV_THREADPOOL_SIZE = String(/* knob:uv */ 4);

const fromMs = performance.now();
let hashed = 0;
await lab.fire(5, async (id) => {
  if (id <= 4) {
    await lab.span(`hash ${id}`, () =>
      hash("password", "salt", 300_000, 32, "sha512"),
    );
    hashed++;
    return;
  }
  await lab.span("read a small file", () => readFile(file));
  lab.set("readMs", performance.now() - fromMs);
  lab.set("hashed before the read", hashed);
});
