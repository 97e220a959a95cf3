import vm from "node:vm";

/**
 * Puts a value where only code that knows its name can find it, and returns the name: a global `let` is no property
 * of any object, so nothing the learner writes can list it.
 */
export function hide(value: unknown): string {
  const name = `looplab_${crypto.randomUUID().replaceAll("-", "")}`;
  vm.runInThisContext(`let ${name}; (value) => { ${name} = value; }`)(value);
  return name;
}
