import assert from "node:assert/strict";
import { test } from "node:test";
import { tint, tintLines } from "./tint.ts";

const code = `import { lab } from "lab";
// says async
async function handler(id: number) {
  lab.block(/* knob:wait */ 50);
  console.log(\`request \${id}
answered\`);
}
`;

test("no character of the code is lost or changed", () => {
  for (const text of [code, "", "\n\n", '"open', "`open\n", "/* open", "a\\n'b'1n 0xff 1e3 x1 $2"]) {
    assert.equal(
      tint(text)
        .map((piece) => piece.text)
        .join(""),
      text,
    );
    assert.equal(
      tintLines(text)
        .map((line) => line.map((piece) => piece.text).join(""))
        .join("\n"),
      text,
    );
  }
});

test("comments, strings, numbers and keywords are told apart", () => {
  const of = (kind: string) => tint(code).flatMap((piece) => (piece.tint === kind ? [piece.text] : []));
  assert.deepEqual(of("comment"), ["// says async", "/* knob:wait */"]);
  assert.deepEqual(of("number"), ["50"]);
  assert.deepEqual(of("keyword"), ["import", "from", "async", "function", "number"]);
  assert.deepEqual(of("string"), ['"lab"', "`request ", "\nanswered`"]);
});

test("names that contain a keyword or a digit are plain", () => {
  assert.deepEqual(
    tint("newest form1 lab.default request2 $if").map((piece) => piece.tint),
    ["plain"],
  );
});

test("what is not closed yet ends with its line, so that typing does not repaint the page", () => {
  assert.equal(tint('const a = "x\nconst b = 1').filter((piece) => piece.tint === "keyword").length, 2);
});
