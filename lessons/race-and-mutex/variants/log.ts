import { open, readFile } from "node:fs/promises";
import { lab } from "lab";

// ko: 한 번만 엽니다. "a"는 O_APPEND: 쓸 때마다 파일 끝을 찾습니다.
// en: Opened once. "a" is O_APPEND: every write finds the file's end.
const file = await open("app.log", "a");

// ko: 쓰는 쪽은 하나. 부르는 쪽은 앞의 프로미스 뒤에 섭니다.
// en: One writer; a caller stands behind the promise before it.
let last: Promise<unknown> = Promise.resolve();
function log(line: string) {
  last = last.then(() => file.appendFile(`${line}\n`));
  return last;
}

await lab.fire(/* knob:likes */ 50, (id) =>
  lab.span(`line ${id}`, () => log(`line ${id}`)),
);
await file.close();

const lines = (await readFile("app.log", "utf8")).trim().split("\n");
const moved = lines.filter((line, at) => line !== `line ${at + 1}`);
lab.set("lines", lines.length);
lab.set("out of place", moved.length);
console.log(`${lines.length} lines, ${moved.length} out of place`);
