import { pbkdf2, pbkdf2Sync } from "node:crypto";
import { promisify } from "node:util";
import { lab } from "lab";

const password = ["hunter2", "salt", 200_000, 32, "sha256"] as const;
const hash = promisify(pbkdf2);

// ko: 로그인 다섯 건과 상태 확인 다섯 건이 한꺼번에 옵니다.
// en: Five sign-ins and five health checks, all at once.
async function arrive(form: string, signIn: () => unknown) {
  const sentMs = performance.now();
  await lab.fire(10, async (n) => {
    if (n <= 5) {
      await lab.span(`${form} sign-in ${n}`, async () => signIn());
      return;
    }
    lab.span(`${form} health ${n - 5}`, () => "ok");
    lab.set(`${form}HealthMs`, performance.now() - sentMs);
  });
}

await arrive("sync", () => pbkdf2Sync(...password));
await arrive("async", () => hash(...password));
