import { Redis } from "ioredis";
import { lab } from "lab";

const company = new Redis();

// ko: 메일 회사는 보낸 키를 기억하고, 같은 키로는 다시 보내지 않습니다.
// en: The mail company remembers its keys, and sends none twice.
export async function mail(order: string, key: string) {
  await lab.io(20);
  const isNew = await company.hsetnx("sent", key, order);
  // ko: 세 번째 메일 직후에 프로세스가 죽습니다.
  // en: Right after the third e-mail, the process dies.
  if (isNew && lab.count("handed over") === 3) process.exit(1);
}
