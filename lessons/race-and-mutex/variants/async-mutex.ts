import { Mutex } from "async-mutex";
import { lab } from "lab";

let likes = 0;
const mutex = new Mutex();

async function like() {
  const read = likes;
  await lab.io(/* knob:wait */ 2);
  likes = read + 1;
  lab.set("value", likes);
}

await lab.fire(/* knob:likes */ 50, (id) =>
  mutex.runExclusive(() => lab.span(`like ${id}`, like)),
);
console.log(`likes: ${likes}`);
