import type { SourceFile } from "#protocol";
import type { CellFile } from "../cells/wire.ts";

/**
 * What was made of files before. Readers run a lesson's code as it stands, then again with one line changed: of a
 * file that comes back letter for letter nothing has to be read. The least used go first.
 */
export function createSeen(maxChars = 8e6) {
  const made = new Map<string, CellFile>();
  let chars = 0;
  const keyOf = ({ path, code }: SourceFile) => `${path}\0${code}`;
  const sizeOf = (key: string, { code, map = "" }: CellFile) => key.length + code.length + map.length;
  const forget = (key: string) => {
    const file = made.get(key);
    if (!file) return;
    made.delete(key);
    chars -= sizeOf(key, file);
  };

  return {
    get(source: SourceFile): CellFile | undefined {
      const key = keyOf(source);
      const file = made.get(key);
      if (!file) return undefined;
      made.delete(key);
      made.set(key, file);
      return file;
    },
    keep(source: SourceFile, file: CellFile): void {
      const key = keyOf(source);
      forget(key);
      made.set(key, file);
      chars += sizeOf(key, file);
      for (const oldest of made.keys()) {
        if (chars <= maxChars) break;
        forget(oldest);
      }
    },
  };
}
