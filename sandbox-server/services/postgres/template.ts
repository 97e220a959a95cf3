import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmod, chown, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Ground } from "../../cells/cell.ts";
import { find } from "../../cells/find.ts";
import { noEnv } from "../../cells/node.ts";
import { emptyFolder, openToAll, placeProgram } from "../../cells/placing.ts";
import { conf, hba, last, roles } from "./config.ts";

/**
 * The data folder every PostgreSQL starts from, made once a server (1.2 s): `initdb`, then the one database and the
 * two roles. In walls too, because `initdb` needs a user it can name; it also needs a shell, which is taken away
 * before anything of a program's runs.
 */
export type Template = { path: string; password: string };

const initdb = [
  "/pg/bin/initdb --pgdata=/template --username=postgres --auth=reject --encoding=UTF8 --locale=C",
  "--locale-provider=builtin --builtin-locale=C.UTF-8 --wal-segsize=1 --no-sync --no-instructions",
]
  .join(" ")
  .split(" ");
const single = (database: string) => ["/pg/bin/postgres", "--single", "-D", "/template", "-c", "fsync=off", database];

export async function makeTemplate({ bwrap, uids, beside }: Ground, root: string): Promise<Template> {
  const path = join(beside, "template");
  const password = randomBytes(24).toString("base64url");
  await emptyFolder(path);
  await chmod(path, 0o700);
  await using user = uids ? await uids.take() : null;
  if (user) await chown(path, user.uid, user.uid);
  const shell = join(root, "bin/sh");
  await placeProgram((await find("sh")) ?? "/bin/sh", root, "bin/sh");

  const inside = async (command: readonly string[], lines: readonly string[] = []) => {
    const walls = `--unshare-all --uid 65534 --gid 65534 --die-with-parent --new-session --ro-bind ${root} /`.split(
      " ",
    );
    const args = [...walls, "--bind", path, "/template", "--dev", "/dev", "--proc", "/proc", "--", ...command];
    const as = user ? { uid: user.uid, gid: user.uid } : {};
    const running = promisify(execFile)(bwrap, args, { ...as, env: noEnv, cwd: "/" });
    running.child.stdin?.end(lines.map((line) => `${line}\n`).join(""));
    const { stdout, stderr } = await running;
    // The single-user server goes on after an error.
    const complaint = /^.*(?:ERROR|FATAL|PANIC):.*$/m.exec(stdout + stderr)?.[0];
    if (complaint) throw new Error(`expected a PostgreSQL template, got ${complaint}`);
  };
  await inside(initdb);
  await inside(single("template1"), roles(password));
  await inside(single("lab"), [last]);
  await rm(shell);

  await writeFile(join(path, "postgresql.conf"), conf);
  await writeFile(join(path, "pg_hba.conf"), hba);
  await withoutSpareWal(join(path, "pg_wal"));
  await openToAll(path);
  return { path, password };
}

/** The one it was stopped in is needed, the rest were made ahead: 7 MB that every start would copy. */
async function withoutSpareWal(folder: string): Promise<void> {
  const [, ...spare] = (await readdir(folder)).filter((name) => /^[0-9A-F]{24}$/.test(name)).sort();
  for (const name of spare) await rm(join(folder, name));
}
