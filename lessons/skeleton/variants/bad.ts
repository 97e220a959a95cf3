import { lab } from "lab";

// ko: ‹무엇을 볼 것인가›
// en: ‹what to see›
await lab.fire(/* knob:requests */ 10, (id) =>
  lab.span(`request ${id}`, () => lab.block(50)),
);
