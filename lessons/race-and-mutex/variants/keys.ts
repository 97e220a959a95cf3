import { lab } from "lab";

const scores = new Map<string, number>();

// ko: 저마다 자기 키만 읽고 씁니다. 락을 걸어도 결과는 같습니다.
// en: Each reads and writes a key of its own. A lock would change nothing.
async function score(user: string) {
  const read = scores.get(user) ?? 0;
  await lab.io(/* knob:wait */ 2);
  scores.set(user, read + 1);
}

await lab.fire(/* knob:likes */ 50, (id) =>
  lab.span(`user ${id}`, () => score(`user ${id}`)),
);
const right = [...scores.values()].filter((value) => value === 1);
lab.set("right", right.length);
console.log(`right: ${right.length} of ${scores.size}`);
