/** The three files that know which lessons are written, and how each is told of one more. Pure. */
import type { Listing } from "../../lessons/types.ts";

type Register = { file: string; add(text: string, listing: Listing): string };

const nameOf = ({ id }: Listing) => `lesson${id.slice(1)}`;

export const registers: readonly Register[] = [
  {
    file: "lessons/index.ts",
    add(text, listing) {
      const told = inList(text, /(: readonly Lesson\[\] = \[)([^\]]*)(\])/, nameOf(listing), "lessons/index.ts");
      const line = `import ${nameOf(listing)} from "./${listing.slug}/lesson.ts";\n`;
      return replaced(told, /^(?=import type)/m, line, "lessons/index.ts");
    },
  },
  {
    file: "lessons/course.ts",
    add: (text, { slug }) =>
      inList(text, /(const written = new Set<string>\(\[)([^\]]*)(\])/, `"${slug}"`, "lessons/course.ts"),
  },
  {
    file: "lessons/checks.ts",
    add: (text, { slug }) =>
      replaced(text, /\n\};\n/, `\n  "${slug}": () => import("./${slug}/checks.ts"),\n};\n`, "lessons/checks.ts"),
  },
];

/** In the order of their names, which for `lesson01` … is the order of the course. */
function inList(text: string, list: RegExp, name: string, file: string): string {
  const found = list.exec(text)?.[2] ?? "";
  const names = found
    .split(",")
    .map((known) => known.trim())
    .filter(Boolean);
  if (names.includes(name)) throw new Error(`${file}: expected no ${name} yet, got one`);
  return replaced(text, list, `$1${[...names, name].sort().join(", ")}$3`, file);
}

function replaced(text: string, place: RegExp, by: string, file: string): string {
  if (!place.test(text)) throw new Error(`${file}: expected ${place}, where a written lesson is named, got none`);
  return text.replace(place, by);
}
