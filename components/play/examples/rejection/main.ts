import { lab } from "lab";

async function charge(id: number) {
  await lab.io(60);
  if (id === 3) throw new Error(`order ${id}: card declined`);
  console.log(`order ${id} paid`);
}

// ko: 아무도 기다리지 않는 약속입니다. 셋째가 실패하면 프로세스가 끝납니다.
// en: Promises nobody waits for. When the third fails, the process ends.
for (let id = 1; id <= 5; id++) void charge(id);

await lab.io(1_000);
console.log("never printed");
