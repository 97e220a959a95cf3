import { lab } from "lab";
import { createPool } from "./pool.ts";

const fromMs = performance.now();
const pool = await createPool(/* knob:size */ 4);
lab.set("startMs", performance.now() - fromMs);

await lab.fire(/* knob:jobs */ 10, (id) => pool.run(id));
pool.close();
