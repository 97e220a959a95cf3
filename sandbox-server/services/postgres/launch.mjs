/**
 * The first program of PostgreSQL's walls: fills its empty data folder from the template, then becomes it. There is
 * no shell inside to do this, so that nothing else can use one.
 */
import { copyFileSync, existsSync, mkdirSync, readdirSync } from "node:fs";

function copy(from, to) {
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [`${from}/${entry.name}`, `${to}/${entry.name}`];
    if (!entry.isDirectory()) copyFileSync(source, target);
    else {
      if (!existsSync(target)) mkdirSync(target, 0o700);
      copy(source, target);
    }
  }
}

copy("/template", "/data");
const [program, ...args] = process.argv.slice(2);
process.execve(program, [program, ...args], {});
