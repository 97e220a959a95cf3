import { stop, type TransformFailure, transform } from "esbuild";

/**
 * Makes JavaScript of TypeScript that cannot just be stripped: enums, namespaces, parameter properties, and
 * decorators, which the V8 of Node 26 does not run. Everything newer, `using` above all, stays as it is.
 *
 * esbuild is a process of its own. It only ever sees files the stripping parser could read: nesting deep
 * enough to break that one would have esbuild take a gigabyte of stack first.
 */
export type Lowered =
  | { ok: true; code: string; map: string }
  | { ok: false; message: string; line?: number; column?: number };

const deadlineMs = 3_000;

export async function lower(path: string, code: string): Promise<Lowered> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error("esbuild did not answer in time")), deadlineMs);
  try {
    const work = transform(code, {
      loader: "ts",
      target: "esnext",
      supported: { decorators: false },
      sourcemap: "external",
      sourcefile: path,
      charset: "utf8",
      logLevel: "silent",
      // Learners' own settings do not exist; these are what TypeScript does without any.
      tsconfigRaw: { compilerOptions: { experimentalDecorators: false, useDefineForClassFields: true } },
    });
    work.catch(() => {});
    const lowered = await Promise.race([work, late]);
    return { ok: true, code: lowered.code, map: lowered.map };
  } catch (error) {
    const [first] = (error as Partial<TransformFailure>).errors ?? [];
    if (!first) {
      // Its process died or hangs: end it, and the next call starts a fresh one.
      await stop();
      return { ok: false, message: "this TypeScript could not be transformed" };
    }
    const { location, text } = first;
    return { ok: false, message: text, ...(location ? { line: location.line, column: location.column + 1 } : {}) };
  } finally {
    clearTimeout(timer);
  }
}

/** Ends esbuild's process. */
export const endLowering = (): Promise<void> => stop();
