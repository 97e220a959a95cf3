import { Redis } from "ioredis";
import { lab } from "lab";

// ko: 메일 회사의 기억입니다. 한 번 받은 키는 다시 받지 않습니다.
// en: The mail company's memory: no key is taken twice.
const seen = new Redis();

export async function mail(order: string, key = "") {
  await lab.io(20);
  if (!(await seen.set(`mail:${key}`, order, "NX"))) return;
  lab.note("e-mail", order);
  if (lab.count("e-mails") === 3) process.exit(1);
}
