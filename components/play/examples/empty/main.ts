import { lab } from "lab";

await lab.fire(10, (id) => lab.span(`task ${id}`, () => lab.io(100)));
console.log("done");
