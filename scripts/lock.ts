/**
 * `npm ci` refuses a lock file in which an optional package of another platform has no entry, and a registry
 * mirror that does not carry that package makes npm leave the entry out. `--check` finds such holes,
 * without it they are filled: version as asked for, platform as the package's name says.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { say } from "./ready/say.mjs";

type Entry = {
  version?: string;
  optional?: boolean;
  os?: string[];
  cpu?: string[];
  libc?: string[];
  dev?: boolean;
  optionalDependencies?: Record<string, string>;
};
type Lock = { packages: Record<string, Entry> };

export function holes({ packages }: Lock): [path: string, entry: Entry][] {
  return Object.values(packages).flatMap((owner) =>
    Object.entries(owner.optionalDependencies ?? {}).flatMap(([name, range]): [string, Entry][] => {
      if (!/^\d/.test(range) || Object.keys(packages).some((path) => path.endsWith(`node_modules/${name}`))) return [];
      return [
        [
          `node_modules/${name}`,
          { version: range, ...(owner.dev ? { dev: true } : {}), optional: true, ...platform(name) },
        ],
      ];
    }),
  );
}

const platforms = [
  "aix",
  "android",
  "darwin",
  "freebsd",
  "linux",
  "netbsd",
  "openbsd",
  "openharmony",
  "sunos",
  "win32",
];
const cpus = ["arm64", "arm", "ia32", "loong64", "mips64el", "ppc64", "riscv64", "s390x", "x64", "wasm32"];

function platform(name: string): Pick<Entry, "os" | "cpu" | "libc"> {
  const words = name.split(/[/-]/);
  const os = platforms.find((word) => words.includes(word));
  const cpu = cpus.find((word) => words.includes(word));
  const libc = words.includes("musl") ? ["musl"] : undefined;
  return { ...(os ? { os: [os] } : {}), ...(cpu ? { cpu: [cpu] } : {}), ...(libc ? { libc } : {}) };
}

if (import.meta.main) {
  const root = join(import.meta.dirname, "..");
  const check = process.argv.includes("--check");
  for (const folder of [".", "bench/peers", "sandbox-server/packages"]) {
    const file = join(root, folder, "package-lock.json");
    if (!existsSync(file)) continue;
    const lock: Lock = JSON.parse(readFileSync(file, "utf8"));
    const found = holes(lock);
    if (found.length === 0) continue;
    for (const [path, { version }] of found) say(`  ${folder}: no entry for ${path} ${version}`);
    if (check) {
      say("  node scripts/lock.ts fills them");
      process.exitCode = 1;
      continue;
    }
    const packages = Object.fromEntries(
      [...Object.entries(lock.packages), ...found].toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)),
    );
    writeFileSync(file, `${JSON.stringify({ ...lock, packages }, null, 2)}\n`);
  }
}
