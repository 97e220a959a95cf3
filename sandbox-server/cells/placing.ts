import { execFile } from "node:child_process";
import { access, chmod, constants, copyFile, link, mkdir, readdir, realpath, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { promisify } from "node:util";

/** Puts files into the root of a cell or of a service, so that everybody may read them and nobody write. */

const run = promisify(execFile);

/** A program by the name it has inside, with all the libraries it would load. */
export async function placeProgram(program: string, root: string, name: string): Promise<void> {
  await place(program, join(root, name));
  await placeLibraries(program, root);
}

export async function placeLibraries(program: string, root: string): Promise<void> {
  for (const library of await librariesOf(program)) {
    // Those it brings along are there already.
    if (library.startsWith(root)) continue;
    await folder(dirname(join(root, library)));
    if (!(await succeeds(access(join(root, library))))) await place(library, join(root, library));
  }
}

/** The loader and all it would load, by the names under which it looks for them. */
async function librariesOf(program: string): Promise<string[]> {
  const { stdout } = await run("ldd", [program]);
  const named = [...stdout.matchAll(/(?:=> |^\s*)(\/\S+) \(/gm)].map((match) => match[1] as string);
  const libc = named.find((name) => basename(name) === "libc.so.6");
  if (!libc) throw new Error(`expected ldd to name the libraries of ${program}, got ${stdout.trim()}`);
  // Before glibc 2.34, looking into /etc/hosts was a library of its own, loaded when first needed.
  const nss = join(dirname(libc), "libnss_files.so.2");
  return (await succeeds(access(nss))) ? [...named, nss] : named;
}

/** As a second name of the same file where that is possible: then all cells and the server share its pages. */
export async function place(from: string, to: string): Promise<void> {
  const source = await realpath(from);
  const { mode } = await stat(source);
  const program = (mode & 0o100) !== 0;
  const forAll = program ? 0o005 : 0o004;
  if ((mode & forAll) === forAll && (await succeeds(link(source, to)))) return;
  await copyFile(source, to, constants.COPYFILE_FICLONE);
  await chmod(to, program ? 0o755 : 0o644);
}

// The server's umask may shut everybody else out, so every mode is set by hand.

export async function folder(path: string): Promise<void> {
  if (await succeeds(access(path))) return;
  await folder(dirname(path));
  await mkdir(path);
  await chmod(path, 0o755);
}

/** Whatever an attempt that failed has left there. */
export async function emptyFolder(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true });
  await folder(path);
}

export async function openToAll(path: string): Promise<void> {
  await chmod(path, 0o755);
  for (const entry of await readdir(path, { withFileTypes: true })) {
    if (entry.isDirectory()) await openToAll(join(path, entry.name));
    else await chmod(join(path, entry.name), 0o644);
  }
}

const succeeds = (doing: Promise<unknown>) =>
  doing.then(
    () => true,
    () => false,
  );
