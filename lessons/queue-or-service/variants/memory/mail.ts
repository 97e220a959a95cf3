import { lab } from "lab";

// ko: 메일 회사에 넘깁니다. 세 번째 메일 직후에 프로세스가 죽습니다.
// en: Hands it to the mail company. After the third, the process dies.
export async function mail(order: string) {
  await lab.io(20);
  lab.note("e-mail", order);
  if (lab.count("e-mails") === 3) process.exit(1);
}
