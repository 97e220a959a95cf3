import { isBuiltin, Module, type ResolveFnOutput, type ResolveHookContext, registerHooks } from "node:module";
import { posix } from "node:path";
import { compileFunction } from "node:vm";
import type { CellFile } from "../cells/wire.ts";
import { begun, markZero } from "./begin.ts";
import { importLine, loaded, locate } from "./places.ts";
import type { Run } from "./shared.ts";

/**
 * How the learner's imports find what they mean: his own files (from memory), `lab`, allow-listed packages
 * and what Node has built in. Everything else is refused with words that name what there is.
 */

/** Node is started on this name, before anyone knows what the entry will be called. */
export const placeholder = "program";
/** Boot's own way to ask for an allow-listed package as the learner would. */
export const asPackage = (name: string): string => `looplab:package/${name}`;

const zeroSpecifier = "looplab:zero";
const labUrl = new URL("./lab.ts", import.meta.url).href;
const zeroUrl = new URL("./zero.ts", import.meta.url).href;

type Format = "module" | "commonjs" | "json";
const formats: Record<string, Format> = {
  ".ts": "module",
  ".mts": "module",
  ".js": "module",
  ".mjs": "module",
  ".cts": "commonjs",
  ".cjs": "commonjs",
  ".json": "json",
};

export function installModules(run: Run, isMain: boolean): void {
  const files = new Map(run.files.map((file) => [file.path, file]));
  const urlOf = (path: string) => run.rootUrl + path.split("/").map(encodeURIComponent).join("/");
  const pathOf = (url: string) =>
    url.startsWith(run.rootUrl) ? decodeURIComponent(url.slice(run.rootUrl.length).replace(/[?#].*$/s, "")) : null;
  const fileAt = (url: string) => files.get(pathOf(url) ?? "");
  const packageParent = new URL("looplab.mjs", run.packages.url).href;

  registerHooks({
    resolve(specifier, context, next) {
      const parent = context.parentURL;
      if (specifier === zeroSpecifier) return found(zeroUrl, "module");
      if (isMain && parent === undefined && pathOf(specifier) === placeholder) return ours(urlOf(run.entry), context);
      if (specifier.startsWith("looplab:package/")) {
        return next(specifier.slice("looplab:package/".length), { ...context, parentURL: packageParent });
      }
      const from = parent === undefined ? null : pathOf(parent);
      if ((parent !== undefined && from === null) || isBuiltin(specifier)) return next(specifier, context);
      if (specifier === "lab") return found(labUrl, "module");
      if (/^(?:\.{0,2}\/|file:)/.test(specifier)) return ownFile(specifier, parent, context, next);
      if (/^[a-z][a-z0-9+.-]+:/i.test(specifier)) return next(specifier, context);
      const name = specifier.match(/^(?:@[^/]+\/)?[^/]+/)?.[0] ?? specifier;
      if (run.packages.names.includes(name)) return next(specifier, { ...context, parentURL: packageParent });
      throw missing(`Cannot find package '${name}'${importedBy(from)}. ${packagesHere(run)}`, specifier, from);
    },

    load(url, context, next) {
      const file = fileAt(url);
      if (!file) return next(url, context);
      loaded(file.path);
      const format = formats[posix.extname(file.path)];
      if (!format) {
        throw missing(
          `Cannot import '${file.path}': expected one of ${Object.keys(formats).join(" ")}`,
          file.path,
          null,
        );
      }
      return { format, source: sourceOf(file, format, url), shortCircuit: true };
    },
  });

  function ours(url: string, context: ResolveHookContext): ResolveFnOutput {
    const format = formats[posix.extname(pathOf(url) ?? "")];
    // What Node wants spelled out (`with { type: "json" }`) is plain from the name.
    if (format === "json")
      return { ...found(url, format), importAttributes: { ...context.importAttributes, type: "json" } };
    return found(url, format);
  }

  function ownFile(
    specifier: string,
    parent: string | undefined,
    context: ResolveHookContext,
    next: (specifier: string, context: ResolveHookContext) => ResolveFnOutput,
  ): ResolveFnOutput {
    const url = new URL(specifier, parent ?? run.rootUrl);
    const path = pathOf(url.href);
    const from = parent === undefined ? null : pathOf(parent);
    if (path === null)
      throw missing(`Cannot import '${specifier}'${importedBy(from)}: it lies outside`, specifier, from);
    const name = candidates(path).find((candidate) => files.has(candidate));
    if (name !== undefined) return ours(urlOf(name) + url.search + url.hash, context);
    try {
      // A file the program itself has written.
      return next(specifier, context);
    } catch {
      throw missing(`Cannot find module '${specifier}'${importedBy(from)}${folderHint(path)}`, specifier, from);
    }
  }

  const folderHint = (path: string) =>
    [...files.keys()].some((file) => file.startsWith(`${path.replace(/\/$/, "")}/`))
      ? ": it is a folder, and an import names a file"
      : "";

  function missing(message: string, specifier: string, from: string | null): Error {
    const error = Object.assign(new Error(message), { code: "ERR_MODULE_NOT_FOUND" });
    const importer = from === null ? undefined : files.get(from);
    if (importer) locate(error, importLine(importer, specifier));
    return error;
  }

  if (isMain) markZeroBeforeCommonJs((filename) => files.get(filename.slice(run.root.length)));
}

const found = (url: string, format: Format | undefined): ResolveFnOutput => ({ url, format, shortCircuit: true });
const importedBy = (from: string | null) => (from === null ? "" : ` imported from ${from}`);
const packagesHere = ({ packages }: Run) =>
  packages.names.length > 0
    ? `Packages here: ${packages.names.join(", ")}; and what Node has built in`
    : "Here there is what Node has built in, and lab";

const twins: Record<string, string> = { ".js": ".ts", ".mjs": ".mts", ".cjs": ".cts" };

/** `./a` may mean a.ts, `./a.js` may mean a.ts: what TypeScript allows a program to write. */
function candidates(path: string): string[] {
  const extension = posix.extname(path);
  const twin = twins[extension];
  const typed = twin ? [path.slice(0, -extension.length) + twin] : [];
  return [path, ...typed, ...Object.keys(formats).map((added) => path + added)];
}

function sourceOf(file: CellFile, format: Format, url: string): string {
  let source = file.code;
  // On lines of its own after the last: nothing the learner wrote moves.
  if (format === "module") source += `\nimport "${zeroSpecifier}";`;
  if (file.map) source += `\n//# sourceMappingURL=data:application/json;base64,${inlineMap(file.map, url)}`;
  return source;
}

function inlineMap(map: string, url: string): string {
  const parsed = JSON.parse(map) as Record<string, unknown>;
  return Buffer.from(JSON.stringify({ ...parsed, sourceRoot: "", sources: [url] })).toString("base64");
}

type Compile = (this: Module, content: string, filename: string, format?: string) => unknown;

/** CommonJS has no import to hang time zero on, so it is marked between compiling the file and running it. */
function markZeroBeforeCommonJs(isLearners: (filename: string) => CellFile | undefined): void {
  const prototype = Module.prototype as unknown as { _compile: Compile };
  const compile = prototype._compile;
  prototype._compile = function (content, filename, format) {
    if (!begun() && format === "commonjs" && isLearners(filename)) {
      // Compiled once on trial: a syntax error must come before time zero.
      compileFunction(content, ["exports", "require", "module", "__filename", "__dirname"], { filename });
      prototype._compile = compile;
      markZero();
    }
    return compile.call(this, content, filename, format);
  };
}
