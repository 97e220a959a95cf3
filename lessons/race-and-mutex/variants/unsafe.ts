import { lab } from "lab";

let likes = 0;

// ko: 값을 읽고, 기다리고, 1을 더해 씁니다.
// en: Reads the value, waits, and writes one more.
async function like() {
  const read = likes;
  await lab.io(/* knob:wait */ 2);
  likes = read + 1;
  lab.set("value", likes);
}

await lab.fire(/* knob:likes */ 50, (id) =>
  lab.span(`like ${id}`, like),
);
console.log(`likes: ${likes}`);
