import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** What a program may import besides Node's own modules and `lab`: exactly what is installed for it. */
export type Packages = { folder: string; names: string[] };

const folder = fileURLToPath(new URL("./packages/", import.meta.url));

export function allowedPackages(): Packages {
  const list = `${folder}package.json`;
  if (!existsSync(list)) return { folder: "/", names: [] };
  const { dependencies = {} } = JSON.parse(readFileSync(list, "utf8")) as { dependencies?: Record<string, string> };
  return { folder, names: Object.keys(dependencies).filter((name) => existsSync(`${folder}node_modules/${name}`)) };
}
