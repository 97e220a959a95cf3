import { lab } from "lab";
import { createPool } from "./pool.ts";

const pool = await createPool(1);
await lab.fire(/* knob:jobs */ 10, (id) => pool.run(id));
pool.close();
