import type { EventData, SourceFile } from "#protocol";
import type { CellFile } from "../cells/wire.ts";
import { elide, importedNames, mayImportTypes, withoutComments } from "./elide.ts";
import { endLowering, lower } from "./lower.ts";
import { createSeen } from "./seen.ts";
import type { Stripped } from "./strip.ts";
import { createStrippers } from "./strippers.ts";

/**
 * Makes submitted files runnable. Types are stripped, which leaves every line where it was; only what
 * stripping cannot do is transformed, with a source map. Types are never checked.
 */
export interface Transpiler extends AsyncDisposable {
  transpile(files: readonly SourceFile[]): Promise<Transpiled>;
}

type TranspileError = EventData<"error"> & { kind: "transpile" };
export type Transpiled = { ok: true; files: CellFile[] } | { ok: false; errors: TranspileError[] };

export async function createTranspiler(): Promise<Transpiler> {
  const strippers = await createStrippers();
  const seen = createSeen();
  // The first call starts esbuild's process.
  await lower("warm.ts", "enum Warm { Up }");

  const transpileOne = async ({ path, code }: SourceFile, stripped: Stripped | undefined): Promise<CellFile> => {
    if (isJsx(path)) throw jsxError(path, stripped?.is === "wrong" ? (stripped.line ?? 1) : 1);
    switch (stripped?.is) {
      case undefined:
        return { path, code };
      case "broken":
        throw error(path, "nested too deeply to be read");
      case "wrong": {
        const { message, line, column } = stripped;
        if (line !== undefined && looksLikeJsx(code, line)) throw jsxError(path, line);
        // A JavaScript file is left to Node, which knows better what is wrong with it.
        if (!isTypeScript(path)) return { path, code };
        throw error(path, message, line, column);
      }
      case "more":
        return isTypeScript(path) ? transform(path, code) : { path, code };
      case "code":
        return isTypeScript(path) ? finish(path, code, stripped.code) : { path, code };
    }
  };

  return {
    async transpile(files) {
      const known = files.map((file) => seen.get(file));
      const read = files.filter((file, n) => !known[n] && needsReading(file.path, file.code));
      const results = read.length > 0 ? await strippers.strip(read.map(({ code }) => code)) : [];
      if (results === null) return { ok: false, errors: [error("", "this program took too long to read").event] };

      const made: CellFile[] = [];
      const errors: TranspileError[] = [];
      for (const [n, file] of files.entries()) {
        const index = read.indexOf(file);
        // What comes after a file that broke the parser has no result, and no need of one.
        if (index >= results.length) continue;
        try {
          const runnable = known[n] ?? (await transpileOne(file, results[index]));
          if (index >= 0) seen.keep(file, runnable);
          made.push(runnable);
        } catch (reason) {
          if (!(reason instanceof NotRunnable)) throw reason;
          errors.push(reason.event);
        }
      }
      return errors.length > 0 ? { ok: false, errors: errors.slice(0, 20) } : { ok: true, files: made };
    },
    async [Symbol.asyncDispose]() {
      await strippers[Symbol.asyncDispose]();
      await endLowering();
    },
  };
}

/** Stripped code as it can run: decorators lowered, imports of types gone. */
async function finish(path: string, code: string, stripped: string): Promise<CellFile> {
  const bare = withoutComments(stripped);
  if (accessor.test(bare)) return transform(path, code);
  if (decorator.test(bare)) {
    const lowered = await transform(path, code);
    if (lowered.code.includes("__decoratorStart(")) return lowered;
  }
  if (!mayImportTypes(stripped)) return { path, code: stripped };
  const lowered = await lower(path, code);
  return { path, code: lowered.ok ? elide(stripped, importedNames(lowered.code)) : stripped };
}

/** Looks like one; whether it is one, the result of lowering tells. */
const decorator = /(?:^|[\s;{}(])@[\p{L}_$(]/mu;
const accessor = /(?:^|[{;}])\s*(?:static\s+)?accessor\s+[\p{L}_$#[]/mu;

async function transform(path: string, code: string): Promise<CellFile> {
  const lowered = await lower(path, code);
  if (!lowered.ok) throw error(path, lowered.message, lowered.line, lowered.column);
  return { path, code: lowered.code, map: lowered.map };
}

const isTypeScript = (path: string) => /\.[mc]?ts$/.test(path);
const isJsx = (path: string) => /\.[jt]sx$/.test(path);
/** JavaScript only where it may hold JSX, which deserves a better message than V8's. */
const needsReading = (path: string, code: string) =>
  isTypeScript(path) || isJsx(path) || (/\.[mc]?js$/.test(path) && /<\/|\/>/.test(code));

/** Where the parser gave up, or next to it: it takes a tag for a type assertion at first. */
function looksLikeJsx(code: string, line: number): boolean {
  const lines = code.split("\n").slice(Math.max(0, line - 2), line + 1);
  const near = lines.join("\n").replace(/'[^'\n]*'|"[^"\n]*"/g, "");
  return /<\/[A-Za-z][\w.-]*\s*>|<[A-Za-z][\w.-]*(?:\s[^<>]*)?\/>|<>|<\/>/.test(near);
}

const jsxError = (path: string, line: number) =>
  error(path, "JSX is not supported here: a cell runs Node, not a page", line);

class NotRunnable extends Error {
  readonly event: TranspileError;
  constructor(event: TranspileError) {
    super(event.message);
    this.event = event;
  }
}

function error(file: string, message: string, line?: number, column?: number): NotRunnable {
  return new NotRunnable({
    kind: "transpile",
    message,
    ...(file ? { file } : {}),
    ...(line === undefined ? {} : { line }),
    ...(column === undefined ? {} : { column }),
  });
}
