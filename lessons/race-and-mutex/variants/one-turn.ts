import { lab } from "lab";

let likes = 0;

// ko: 읽기와 쓰기 사이에 await가 없습니다. 락도 없습니다.
// en: No await between read and write, and no lock.
async function like() {
  await lab.io(/* knob:wait */ 2);
  const read = likes;
  likes = read + 1;
  lab.set("value", likes);
}

await lab.fire(/* knob:likes */ 50, (id) =>
  lab.span(`like ${id}`, like),
);
console.log(`likes: ${likes}`);
