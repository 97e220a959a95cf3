import { lab } from "lab";

// ko: 세션을 넣기만 하고 지우지 않습니다. 메모리 제한에서 끝납니다.
// en: Sessions go in and never out. It ends at the memory limit.
const sessions = new Map<number, Buffer>();

for (let id = 0; ; id++) {
  sessions.set(id, Buffer.alloc(1 << 20, id));
  if (id % 50 === 0) console.log(`${sessions.size} MiB held`);
  await lab.io(5);
}
