import { lab } from "lab";

// ko: 프로미스 이전의 드라이버입니다. 답을 받아야 돌아옵니다.
// en: A driver from before promises: it returns with the answer.
export function report(id: number): string {
  lab.block(/* knob:work */ 60);
  return `report ${id}`;
}
