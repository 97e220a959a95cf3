import { Module } from "node:module";
import { compileFunction } from "node:vm";
import { begun, markZero } from "./begin.ts";

type Compile = (this: Module, content: string, filename: string, format?: string) => unknown;
const prototype = Module.prototype as unknown as { _compile: Compile };

/** CommonJS has no import to hang time zero on, so it is marked between compiling a file and running it. */
export function markZeroBefore(isLearners: (filename: string) => boolean): void {
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
