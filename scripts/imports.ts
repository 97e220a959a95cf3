import { readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";

/** The rooms of the house and what each may import: the tree is the architecture, and this keeps it so. */
const rooms = ["app", "components", "lessons", "protocol", "sandbox-server/cell", "sandbox-server"] as const;
type Room = (typeof rooms)[number];

const may: Record<Room, { rooms: readonly Room[]; packages: boolean; typesOnly?: readonly Room[] }> = {
  app: { rooms: ["app", "components", "protocol", "lessons"], packages: true },
  components: { rooms: ["components", "protocol", "lessons"], packages: true },
  lessons: { rooms: ["lessons"], packages: false, typesOnly: ["protocol"] },
  protocol: { rooms: ["protocol"], packages: true },
  "sandbox-server/cell": { rooms: ["sandbox-server/cell"], packages: false, typesOnly: ["protocol", "sandbox-server"] },
  "sandbox-server": { rooms: ["sandbox-server", "protocol"], packages: true },
};

export type Import = { specifier: string; typeOnly: boolean; line: number };

const statement =
  /^[ \t]*(?:import|export)\s+(type\s)?[^;'"]*?from\s*["']([^"']+)["']|^[ \t]*import\s*["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']/gm;

export function importsOf(code: string): Import[] {
  return [...code.matchAll(statement)].map((match) => ({
    specifier: match[2] ?? match[3] ?? match[4] ?? "",
    typeOnly: match[1] !== undefined,
    line: code.slice(0, match.index).split("\n").length,
  }));
}

export const roomOf = (path: string): Room | undefined => rooms.find((room) => path.startsWith(`${room}/`));

/** What is wrong with this import in that file, or null. */
export function against(file: string, { specifier, typeOnly }: Import): string | null {
  const from = roomOf(file);
  if (!from) return null;
  const rules = may[from];
  const target = specifier.startsWith("#protocol")
    ? "protocol"
    : specifier.startsWith(".")
      ? roomOf(normalize(join(dirname(file), specifier)))
      : undefined;
  if (target) {
    if (rules.rooms.includes(target) || (typeOnly && rules.typesOnly?.includes(target))) return null;
    return rules.typesOnly?.includes(target)
      ? `${from} may import only types from ${target}`
      : `${from} must not import ${target}`;
  }
  if (specifier.startsWith(".") || specifier.startsWith("node:") || rules.packages) return null;
  return `${from} must not import the package ${specifier}`;
}

/** Content that shows the learner's own code, tests (which look from outside) and the like follow no direction. */
const exempt =
  /\.test\.tsx?$|\/testing\.ts$|^lessons\/[^/]+\/(?:variants|exercise)\/|^components\/play\/examples\/|^sandbox-server\/(?:hostile|truth)\//;

export function wrongDirections(files: readonly string[], root: string): string[] {
  return files
    .filter((file) => /\.(?:ts|tsx|mjs)$/.test(file) && roomOf(file) && !exempt.test(file))
    .flatMap((file) =>
      importsOf(readFileSync(join(root, file), "utf8")).flatMap((found) => {
        const wrong = against(file, found);
        return wrong ? [`${file}:${found.line} ${wrong}`] : [];
      }),
    );
}
