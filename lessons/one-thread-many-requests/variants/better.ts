import { lab } from "lab";

// ko: 같은 시간을 기다리지만, 기다리는 동안 스레드를 내려놓습니다.
// en: Waits just as long, and lets go of the thread meanwhile.
async function handler(id: number) {
  await lab.io(/* knob:wait */ 50);
  console.log(`request ${id} answered`);
}

await lab.fire(/* knob:requests */ 20, (id) =>
  lab.span(`request ${id}`, () => handler(id)),
);
console.log("all answered");
