import { open } from "node:fs/promises";
import { lab } from "lab";

const shop = await lab.upstream({ latency: 100, name: "shop" });

function say(text: string) {
  console.log(text);
  lab.note("told", text);
}

// ko: 열 페이지짜리 보고서. 한 페이지를 받는 데 100 ms가 걸립니다.
// en: A report of ten pages, each of which takes 100 ms to fetch.
async function report() {
  const file = await open("/tmp/report.json", "w");
  try {
    for (let number = 1; number <= 10; number++) {
      await file.write(await page(number));
    }
  } finally {
    await file.close();
    say("file closed");
  }
}

const page = (number: number) =>
  lab.span(`page ${number}`, async () => {
    const response = await fetch(`${shop.url}/orders?page=${number}`);
    return response.text();
  });

function tooLate(ms: number) {
  return new Promise<never>((_, reject) => {
    setTimeout(() => reject(new Error("too late")), ms);
  });
}

const work = lab.span("caller", () =>
  Promise.race([report(), tooLate(/* knob:deadline */ 250)]),
);
await work.then(
  () => say("caller: done"),
  (error) => say(`caller: ${error.message}`),
);
