import { lab } from "lab";
import { createGate } from "./gate.ts";

// ko: 결제 서비스는 한 번에 넷까지만 받습니다. 다섯째부터는 503입니다.
// en: The bank takes four at a time. The fifth gets a 503.
const bank = await lab.upstream({ latency: 80, capacity: 4 });
const gate = createGate(4);

const answers = await lab.fire(20, (id) =>
  lab.span(`order ${id}`, () =>
    // ko: gate( … )를 지우고 fetch만 남겨 보세요.
    // en: Take gate( … ) away and leave the fetch alone.
    gate(async () => (await fetch(`${bank.url}/pay`)).status),
  ),
);
console.log(Object.groupBy(answers, String));
