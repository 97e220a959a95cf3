import { execFile } from "node:child_process";
import { mkdtemp, readFile, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { promisify } from "node:util";
import { home } from "./read.ts";

/**
 * The types of one package and of all it needs, as one object of path → text, made while the site is built. The
 * compiler itself says which files those are, for the package and each part of it that can be imported.
 */
export async function packageTypes(name: string): Promise<Record<string, string>> {
  const modules = await realpath(join(/* turbopackIgnore: true */ process.cwd(), home, "node_modules"));
  const { exports } = await manifest(modules, name);
  const code = partsOf(exports).map((part) => `import "${name}${part.slice(1)}";`);
  const files = (await filesOf(code.join("\n"), modules))
    .map((file) => relative(modules, file).replaceAll("\\", "/"))
    // The editor has Node's already.
    .filter((path) => !/^(?:\.\.\/|@types\/node\/|undici-types\/)/.test(path));
  const texts = files.map(async (path) => [path, await readFile(join(modules, path), "utf8")] as const);
  const folders = new Set(files.map((path) => packageFolder.exec(path)?.[0] ?? ""));
  const manifests = [...folders].map(
    async (folder) => [`${folder}/package.json`, JSON.stringify(await manifest(modules, folder))] as const,
  );
  return Object.fromEntries(await Promise.all([...texts, ...manifests]));
}

/** The innermost package a path lies in. */
const packageFolder = /^(?:.*\/node_modules\/)?(?:@[^/]+\/)?[^/]+/;

type Manifest = Record<"name" | "type" | "main" | "types" | "typings" | "typesVersions" | "exports", unknown>;

/** What of a package.json leads to its types. */
async function manifest(modules: string, folder: string): Promise<Manifest> {
  const text = await readFile(join(modules, folder, "package.json"), "utf8");
  const { name, type, main, types, typings, typesVersions, exports } = JSON.parse(text) as Manifest;
  return { name, type, main, types, typings, typesVersions, exports };
}

/** The parts with a name of their own: `.`, `./mini`. */
function partsOf(exports: unknown): string[] {
  const keys = typeof exports === "object" && exports !== null ? Object.keys(exports) : [];
  const parts = keys.filter((key) => key.startsWith(".") && !/\*|\.json$/.test(key));
  return parts.length > 0 ? parts : ["."];
}

const settings =
  "--ignoreConfig --listFilesOnly --module esnext --moduleResolution bundler --target esnext --lib esnext".split(" ");

/** Every file the compiler reads for this code, the code itself included. */
async function filesOf(code: string, modules: string): Promise<string[]> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), "package-types-")));
  try {
    await symlink(modules, join(folder, "node_modules"), "junction");
    await writeFile(join(folder, "main.ts"), code);
    const compiler = join("node_modules", "typescript", "bin", "tsc");
    const { stdout } = await promisify(execFile)(process.execPath, [compiler, ...settings, join(folder, "main.ts")]);
    return stdout.trim().split(/\r?\n/);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
