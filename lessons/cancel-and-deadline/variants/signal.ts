import { open } from "node:fs/promises";
import { lab } from "lab";

const shop = await lab.upstream({ latency: 100, name: "shop" });

function say(text: string) {
  console.log(text);
  lab.note("told", text);
}

// ko: 신호를 가장 아래 호출까지 넘깁니다. 정리는 finally가 합니다.
// en: Hands the signal down to the last call. Cleaning up is for finally.
async function report(signal: AbortSignal) {
  const file = await open("/tmp/report.json", "w");
  try {
    for (let number = 1; number <= 10; number++) {
      await file.write(await page(number, signal));
    }
  } finally {
    await file.close();
    say("file closed");
  }
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
