import { lab } from "lab";

// ko: ‹무엇이 달라졌는가›
// en: ‹what is different›
await lab.fire(/* knob:requests */ 10, (id) =>
  lab.span(`request ${id}`, () => lab.io(50)),
);
