import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Group, groups, type Purpose } from "./purposes.ts";

/** The packages a program may import, read while a page is built from where the sandbox-server has them. */

export const home = "sandbox-server/packages";

export async function listedPackages(): Promise<string[]> {
  const { dependencies } = (await json("package.json")) as { dependencies: Record<string, string> };
  return Object.keys(dependencies);
}

type Listed = Purpose & { version: string; program: string };

export async function groupedPackages(): Promise<(Omit<Group, "packages"> & { packages: Listed[] })[]> {
  const { packages } = (await json("package-lock.json")) as { packages: Record<string, { version: string }> };
  return groups.map(({ title, packages: listed }) => ({
    title,
    packages: listed.map((purpose) => ({
      ...purpose,
      version: packages[`node_modules/${purpose.name}`]?.version ?? "",
      program: `${home}/programs/${programOf(purpose.name)}.ts`,
    })),
  }));
}

/** The program by which a test proves the package; Fastify's plugins share one. */
export const programOf = (name: string): string =>
  name.startsWith("@fastify/") ? "fastify-plugins" : name.replace(/^@.*\//, "");

const json = async (file: string): Promise<unknown> =>
  JSON.parse(await readFile(join(/* turbopackIgnore: true */ process.cwd(), home, file), "utf8"));
