import { execFile } from "node:child_process";
import { chmod, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { noEnv } from "./node.ts";
import { makeOwnFolder } from "./own-folder.ts";
import { folder, openToAll, place, placeProgram } from "./placing.ts";

/**
 * Builds the only files a cell can see: Node, the libraries it names, the cell's code, the packages.
 * They lie outside the checkout, because a cell's user may not be able to enter a home folder.
 */

export type RootContent = {
  node: string;
  /** Writes the cell's code into the folder that becomes `/app`. */
  app: (folder: string) => Promise<unknown>;
  /** A `node_modules` folder of allow-listed packages. */
  packages?: string | undefined;
};

export interface Root extends AsyncDisposable {
  /** What a cell sees as `/`. */
  readonly path: string;
  /** For what belongs to the server and no cell may see. */
  readonly beside: string;
}

const run = promisify(execFile);
/** In this order: not every machine lets programs run from every one of them. */
const bases = ["/var/tmp", "/tmp", "/var/cache"];

/** `user`: whom the cells run as, when that is somebody else. */
export async function buildRoot(content: RootContent, user?: number): Promise<Root> {
  const failures: string[] = [];
  for (const base of bases) {
    try {
      return await buildIn(base, content, user);
    } catch (error) {
      failures.push((error as Error).message.split("\n", 1)[0] ?? "");
    }
  }
  throw new Error(`expected a folder to build the cell's root in, got ${failures.join("; ")}`);
}

export async function buildIn(base: string, content: RootContent, user?: number): Promise<Root> {
  await using undo = new AsyncDisposableStack();
  const beside = undo.use(await makeOwnFolder(base)).path;
  await chmod(beside, 0o755);

  const path = join(beside, "root");
  await fill(path, content);
  // The proof that a cell's user gets there and may run it.
  const as = user === undefined ? {} : { uid: user, gid: user };
  await run(join(path, "bin/node"), ["--version"], { ...as, env: noEnv, cwd: "/" }).catch((error) => {
    if (error.code === "EPERM") throw new Error("expected to start programs as another user, got EPERM (CAP_SETUID)");
    throw error;
  });

  const owned = undo.move();
  return { path, beside, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}

const etc = {
  // Without it `localhost` is EAI_AGAIN.
  hosts: "127.0.0.1 localhost\n::1 localhost\n",
  "nsswitch.conf": "passwd: files\nhosts: files\n",
  passwd: "cell:x:65534:65534:cell:/tmp:/bin/false\n",
};

async function fill(root: string, { node, app, packages }: RootContent): Promise<void> {
  for (const name of ["bin", "etc", "app", "node_modules", "proc", "dev", "tmp", "svc"]) await folder(join(root, name));
  await placeProgram(node, root, "bin/node");
  for (const [name, text] of Object.entries(etc)) await writeFile(join(root, "etc", name), text);
  await app(join(root, "app"));
  for (const name of ["etc", "app"]) await openToAll(join(root, name));
  if (packages) await placeTree(packages, join(root, "node_modules"));
}

/** Of installed packages, what a running program may load: a third of the files, a quarter of the bytes. */
async function placeTree(from: string, to: string): Promise<void> {
  await folder(to);
  const entries = (await readdir(from, { withFileTypes: true })).filter((entry) =>
    entry.isDirectory() ? !besideTheCode.test(entry.name) : entry.isFile() && loadable.test(entry.name),
  );
  await Promise.all(
    entries.map((entry) => (entry.isFile() ? place : placeTree)(join(from, entry.name), join(to, entry.name))),
  );
}

const loadable = /\.(?:[cm]?js|json|wasm)$/;
/** Native code too, which no cell may load. */
const besideTheCode = /^(?:\..*|@types|@napi-rs|tests?|__tests__|examples?|bench(?:mark)?s?)$/;
