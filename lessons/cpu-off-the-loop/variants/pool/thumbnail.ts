import { lab } from "lab";

// ko: 평범한 동기 함수입니다. 풀의 워커마다 이 파일을 하나씩 불러옵니다.
// en: A plain synchronous function. Each worker loads this file for itself.
export default function thumbnail() {
  let sum = 0;
  for (let y = 0; y < 50; y++) {
    sum = row(y, sum);
  }
  return sum;
}

function row(y: number, sum: number) {
  lab.burn(5);
  return (sum * 31 + y) % 65_521;
}
