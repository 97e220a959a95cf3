import {
  createRequire,
  isBuiltin,
  type LoadFnOutput,
  type ResolveFnOutput,
  type ResolveHookContext,
  registerHooks,
} from "node:module";
import { pathToFileURL } from "node:url";
import { isMainThread } from "node:worker_threads";
import type { CellFile } from "../cells/wire.ts";
import { markZero } from "./begin.ts";
import { markZeroBefore } from "./commonjs.ts";
import { hide } from "./hidden.ts";
import { candidates, extensions, type Format, formatOf, packageOf } from "./naming.ts";
import { importPlace, loaded, locate } from "./places.ts";
import type { Run } from "./shared.ts";

/**
 * How the learner's imports find what they mean: the submitted files (from memory), `lab`, allow-listed packages
 * and what Node has built in. Everything else is refused with words that name what there is.
 */

/** Node is started on this name, before anyone knows what the entry will be called. */
const placeholder = "program";
/** Boot's own way to ask for an allow-listed package as the learner would. */
export const asPackage = (name: string): string => `${packagePrefix}${name}`;
const packagePrefix = "looplab:package/";
/** Loads nothing, through all of Node's machinery, so that the first real import finds it warm. */
export const rehearsal = "looplab:rehearsal";

/**
 * Imported last by every submitted ES module. Imports are evaluated before the module that has them, so its
 * evaluation lies between the linked graph and the learner's first statement. It imports nothing itself: to find
 * three files again that are loaded long since would cost every run half a millisecond.
 */
const zero = "looplab:zero";
const labUrl = new URL("./lab.ts", import.meta.url).href;

type Next = (specifier: string, context?: Partial<ResolveHookContext>) => ResolveFnOutput;

const inMemory = (source: string): LoadFnOutput => ({ format: "module", source, shortCircuit: true });

/** The hooks go in while the cell warms up; `serve` says whose files they speak for. */
export function installModules(): { serve(run: Run): void } {
  let library: Library | null = null;
  const own = new Map([[rehearsal, inMemory("export default 0;")]]);
  if (isMainThread) own.set(zero, inMemory(`${hide(markZero)}();`));
  registerHooks({
    resolve: (specifier, context, next) =>
      own.has(specifier)
        ? found(specifier, "module")
        : library
          ? library.resolve(specifier, context, next)
          : next(specifier, context),
    load: (url, context, next) => own.get(url) ?? library?.load(url) ?? next(url, context),
  });
  return {
    serve(run) {
      library = new Library(run);
    },
  };
}

class Library {
  readonly #run: Run;
  readonly #files: Map<string, CellFile>;
  /** A file that is not there, beside the packages: they are looked up as if from it. */
  readonly #besidePackages: string;
  readonly #packagesUrl: string;

  constructor(run: Run) {
    this.#run = run;
    this.#files = new Map(run.files.map((file) => [file.path, file]));
    this.#besidePackages = new URL("beside.mjs", run.packages.url).href;
    this.#packagesUrl = new URL("node_modules/", run.packages.url).href;
    // Not for free, so only where something was transformed.
    if (run.files.some((file) => file.map)) process.setSourceMapsEnabled(true);
    if (isMainThread) markZeroBefore((filename) => this.#files.has(filename.slice(run.root.length)));
  }

  resolve(specifier: string, context: ResolveHookContext, next: Next): ResolveFnOutput {
    if (specifier.startsWith(packagePrefix)) return this.#package(specifier.slice(packagePrefix.length), context, next);
    const { parentURL } = context;
    const isEntry = parentURL === undefined;
    if (isMainThread && isEntry && this.#pathOf(specifier) === placeholder)
      return this.#file(this.#run.entry, "", context);
    const from = isEntry ? null : this.#pathOf(parentURL);
    if ((!isEntry && from === null) || isBuiltin(specifier)) return next(specifier, context);
    // A package's own worker: piscina's, a pino transport's.
    if (isEntry && specifier.startsWith(this.#packagesUrl)) return next(specifier, context);
    if (specifier === "lab") return found(labUrl, "module");
    if (/^(?:\.{0,2}\/|file:)/.test(specifier)) return this.#relative(specifier, from, context, next);
    // data: and whatever else Node knows.
    if (/^[a-z][a-z0-9+.-]+:/i.test(specifier)) return next(specifier, context);
    const name = packageOf(specifier);
    if (this.#run.packages.names.includes(name)) return this.#package(specifier, context, next);
    throw this.#missing(`Cannot find package '${name}'${importedBy(from)}. ${this.#allowed()}`, specifier, from);
  }

  load(url: string): LoadFnOutput | null {
    const file = this.#files.get(this.#pathOf(url) ?? "");
    if (!file) return null;
    loaded(file.path);
    const format = formatOf(file.path);
    if (!format)
      throw new TypeError(`Cannot import ${file.path}: expected a name that ends in ${extensions.join(", ")}`);
    return { format, source: sourceOf(file, format, url), shortCircuit: true };
  }

  #relative(specifier: string, from: string | null, context: ResolveHookContext, next: Next): ResolveFnOutput {
    const url = new URL(specifier, context.parentURL ?? this.#run.rootUrl);
    const path = this.#pathOf(url.href);
    if (path === null) {
      throw this.#missing(`Cannot import '${specifier}'${importedBy(from)}: it lies outside`, specifier, from);
    }
    const name = candidates(path).find((candidate) => this.#files.has(candidate));
    if (name !== undefined) return this.#file(name, url.search + url.hash, context);
    try {
      // A file the program itself has written.
      return next(specifier, context);
    } catch {
      const folder = `${path.replace(/\/$/, "")}/`;
      const isFolder = [...this.#files.keys()].some((file) => file.startsWith(folder));
      const hint = isFolder ? ": it is a folder, and an import names a file" : "";
      throw this.#missing(`Cannot find module '${specifier}'${importedBy(from)}${hint}`, specifier, from);
    }
  }

  #file(path: string, suffix: string, context: ResolveHookContext): ResolveFnOutput {
    const url = this.#run.rootUrl + path.split("/").map(encodeURIComponent).join("/") + suffix;
    const format = formatOf(path);
    if (format !== "json") return found(url, format);
    // What Node wants spelled out (`with { type: "json" }`) is plain from the name.
    return { ...found(url, format), importAttributes: { ...context.importAttributes, type: "json" } };
  }

  #package(specifier: string, context: ResolveHookContext, next: Next): ResolveFnOutput {
    if (!context.conditions.includes("require"))
      return next(specifier, { ...context, parentURL: this.#besidePackages });
    // Node's own step for `require` looks from the real parent, whatever it is told.
    const path = createRequire(this.#besidePackages).resolve(specifier);
    return isBuiltin(path) ? next(path, context) : found(pathToFileURL(path).href, undefined);
  }

  #missing(message: string, specifier: string, from: string | null): Error {
    const error = Object.assign(new Error(message), { code: "ERR_MODULE_NOT_FOUND" });
    const importer = from === null ? undefined : this.#files.get(from);
    if (importer) locate(error, importPlace(importer, specifier));
    return error;
  }

  #allowed(): string {
    return `Allowed here: ${[...this.#run.packages.names, "lab"].join(", ")}, and what Node has built in`;
  }

  /** The path as submitted of a URL in the learner's folder; null for any other. */
  #pathOf(url: string): string | null {
    const { rootUrl } = this.#run;
    return url.startsWith(rootUrl) ? decodeURIComponent(url.slice(rootUrl.length).replace(/[?#].*$/s, "")) : null;
  }
}

const found = (url: string, format: Format | undefined): ResolveFnOutput => ({ url, format, shortCircuit: true });
const importedBy = (from: string | null) => (from === null ? "" : ` imported from ${from}`);

/** What is added stands on lines of its own after the last: nothing the learner wrote moves. */
function sourceOf(file: CellFile, format: Format, url: string): string {
  let source = file.code;
  if (format === "module" && isMainThread) source += `\nimport "${zero}";`;
  if (file.map) source += `\n//# sourceMappingURL=data:application/json;base64,${inlineMap(file.map, url)}`;
  return source;
}

function inlineMap(map: string, url: string): string {
  const parsed = JSON.parse(map) as Record<string, unknown>;
  return Buffer.from(JSON.stringify({ ...parsed, sourceRoot: "", sources: [url] })).toString("base64");
}
