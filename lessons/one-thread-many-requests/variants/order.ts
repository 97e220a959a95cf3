import { lab } from "lab";

function say(text: string) {
  console.log(text);
  lab.note("said", text);
}

// ko: 여섯 줄이 어떤 순서로 찍힐까요? 실행 전에 적어 보세요.
// en: In which order do the six lines appear? Write it down first.
async function handler() {
  say("handler: first line");
  lab.block(100);
  say("handler: before await");
  await lab.io(100);
  say("handler: after await");
}

say("caller: before the call");
const answer = lab.span("handler", handler);
say("caller: after the call");
await answer;
say("caller: has the answer");
