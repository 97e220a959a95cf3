import { lab } from "lab";

const shop = await lab.upstream({ latency: 100, name: "shop" });

function say(text: string) {
  console.log(text);
  lab.note("told", text);
}

// ko: 한 페이지가 실패해도 보고서는 계속합니다. 취소도 실패일까요?
// en: A page may fail, the report goes on. Is a cancellation a failure?
async function report(signal: AbortSignal) {
  let pages = 0;
  for (let number = 1; number <= 10; number++) {
    try {
      await page(number, signal);
      pages += 1;
    } catch (error) {
      console.log(`page ${number} left out: ${error}`);
      await lab.io(100);
    }
  }
  lab.set("pages", pages);
}

const page = (number: number, signal: AbortSignal) =>
  lab.span(`page ${number}`, async () => {
    const url = `${shop.url}/orders?page=${number}`;
    const response = await fetch(url, { signal });
    return response.text();
  });

const work = lab.span("caller", () =>
  report(AbortSignal.timeout(/* knob:deadline */ 250)),
);
await work.then(
  () => say("caller: done"),
  (error) => say(`caller: ${error.name}`),
);
