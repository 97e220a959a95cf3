import { lab } from "lab";

// ko: async라고 적었지만, 스레드를 내려놓는 곳이 없습니다.
// en: Says async, yet nothing in it hands the thread back.
async function handler(id: number) {
  lab.block(/* knob:wait */ 50);
  console.log(`request ${id} answered`);
}

await lab.fire(/* knob:requests */ 20, (id) =>
  lab.span(`request ${id}`, () => handler(id)),
);
console.log("all answered");
