import { lab } from "lab";

export default function job(id: number) {
  lab.span(`job ${id}`, () => lab.block(/* knob:work */ 100));
}

export const warm = () => "awake";
