import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import subset from "subset-font";

/**
 * The fonts, cut to what this site says: Latin, the Korean of our own text, and, fetched only when somebody
 * types a syllable we never wrote, the rest of common Korean. Pretendard's published slices make a Korean page
 * load some 400 KB; this is a fifth of it.
 */
const spoken = ["lessons/**/*.{ts,mdx}", "components/**/*.{ts,tsx}", "app/**/*.{ts,tsx}"];

const pretendard = {
  family: "Pretendard Variable",
  file: "node_modules/pretendard/dist/web/variable/woff2/PretendardVariable.woff2",
  /** The weights the type scale uses; the font itself goes from 45 to 920. */
  weight: { min: 400, max: 700, default: 400 },
  /** Kerning, and figures of one width. */
  features: ["kern", "tnum"],
};
/** Without its ligatures, which code on this site never shows, a fifth is left. */
const mono = {
  family: "JetBrains Mono Variable",
  file: "node_modules/@fontsource-variable/jetbrains-mono/files/jetbrains-mono-latin-wght-normal.woff2",
  weight: { min: 400, max: 700, default: 400 },
  features: ["mark", "ccmp"],
};

/** A page needs the commonest slices and a few of the others: as the course grows, its pages hardly do. */
const sliceSize = 300;

type Cut = { name: string; font: typeof pretendard; characters: readonly string[]; range: string };

/** Writes `.cache/fonts/fonts.css` and its files, unless they are there for the same text. */
export async function cutFonts(root: string): Promise<void> {
  const own = charactersOf(globSync(spoken, { cwd: root }).map((file) => readFileSync(join(root, file), "utf8")));
  const korean = own.filter((character) => /\p{Script=Hangul}/u.test(character));
  const slices = Array.from({ length: Math.ceil(korean.length / sliceSize) }, (_, index) =>
    korean.slice(index * sliceSize, (index + 1) * sliceSize),
  );
  const latin = own.filter((character) => !korean.includes(character));
  const rest = commonKorean().filter((character) => !korean.includes(character));
  // Where two ranges overlap the later face wins: `rest` may claim all of Korean and is asked last.
  const cuts: Cut[] = [
    { name: "rest", font: pretendard, characters: rest, range: "U+1100-11ff, U+3130-318f, U+ac00-d7a3" },
    ...slices.map((slice, index) => ({
      name: `korean-${index}`,
      font: pretendard,
      characters: slice,
      range: ranges(slice),
    })),
    { name: "latin", font: pretendard, characters: latin, range: ranges(latin) },
    { name: "mono", font: mono, characters: latin, range: ranges(ascii) },
  ];

  const folder = join(root, ".cache", "fonts");
  const sheetPath = join(folder, "fonts.css");
  const sheet = cuts.map(face).join("\n");
  if (existsSync(sheetPath) && readFileSync(sheetPath, "utf8") === sheet) return;

  mkdirSync(folder, { recursive: true });
  for (const { name, font, characters } of cuts) {
    const cut = await subset(readFileSync(join(root, font.file)), characters.join(""), {
      targetFormat: "woff2",
      variationAxes: { wght: font.weight },
      keepFeatures: font.features,
    });
    writeFileSync(join(folder, `${name}.woff2`), cut);
  }
  writeFileSync(sheetPath, sheet);
}

const ascii = Array.from({ length: 95 }, (_, index) => String.fromCodePoint(32 + index));

/** Plain ASCII, then whatever the texts hold, what most of them hold first. Emoji and controls are left to the system. */
export function charactersOf(texts: readonly string[]): string[] {
  const counts = new Map<string, number>(ascii.map((character) => [character, texts.length + 1]));
  for (const text of texts) {
    for (const character of new Set(text)) {
      if (/[^\p{C}\p{So}]/u.test(character)) counts.set(character, (counts.get(character) ?? 0) + 1);
    }
  }
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([character]) => character);
}

/** The 2,350 syllables of KS X 1001, which is what people write. */
function commonKorean(): string[] {
  const decoder = new TextDecoder("euc-kr");
  const rows = Array.from({ length: 25 }, (_, row) => 0xb0 + row);
  const cells = Array.from({ length: 94 }, (_, cell) => 0xa1 + cell);
  return rows.flatMap((row) => cells.map((cell) => decoder.decode(new Uint8Array([row, cell]))));
}

const face = ({ name, font: { family, weight }, range }: Cut) => `@font-face {
  font-family: "${family}";
  font-weight: ${weight.min} ${weight.max};
  font-display: swap;
  src: url("./${name}.woff2") format("woff2");
  unicode-range: ${range};
}`;

/** Neighbours as one range: half the length of a list. */
export function ranges(characters: readonly string[]): string {
  const points = characters.map((character) => character.codePointAt(0) ?? 0).sort((a, b) => a - b);
  const runs: [number, number][] = [];
  for (const point of points) {
    const last = runs.at(-1);
    if (last && point <= last[1] + 1) last[1] = point;
    else runs.push([point, point]);
  }
  const hex = (point: number) => point.toString(16);
  return runs.map(([from, to]) => (from === to ? `U+${hex(from)}` : `U+${hex(from)}-${hex(to)}`)).join(", ");
}
