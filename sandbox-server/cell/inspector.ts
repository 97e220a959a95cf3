import { createRequire, syncBuiltinESMExports } from "node:module";

/**
 * Node's inspector is the observer's and ours; to the learner every door of it is shut. In the main thread by
 * hand: Node's own way to give it up (`permission.drop`) aborts the process as soon as a worker that began
 * before begins to run or ends after.
 */
const inspector = createRequire(import.meta.url)("node:inspector") as typeof import("node:inspector");

export const { Session } = inspector;

export function shutInspector(): void {
  const doors: Record<string, unknown> = inspector as never;
  for (const [name, door] of Object.entries(doors)) {
    if (typeof door === "function") doors[name] = shut(name);
  }
  syncBuiltinESMExports();
}

/** A class as well as a function: `node:inspector/promises`, loaded later, is built upon one and its `post`. */
function shut(name: string): object {
  const refuse = (): never => {
    const message = "Access to this API has been restricted.";
    throw Object.assign(new Error(message), { code: "ERR_ACCESS_DENIED", permission: "Inspector", resource: name });
  };
  const door = class {};
  Object.assign(door.prototype, { post: refuse });
  return new Proxy(door, { apply: refuse, construct: refuse });
}
