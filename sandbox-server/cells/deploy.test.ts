import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { denied } from "./seccomp-calls.ts";

type Profile = { defaultAction: string; syscalls: { names: string[]; action: string }[] };

test("a container is denied what a cell is, but for what bubblewrap and a database need", () => {
  const file = new URL("../../deploy/seccomp.json", import.meta.url);
  const { defaultAction, syscalls } = JSON.parse(readFileSync(file, "utf8")) as Profile;
  assert.equal(defaultAction, "SCMP_ACT_ALLOW");
  assert.deepEqual(
    syscalls.map(({ action }) => action),
    ["SCMP_ACT_ERRNO"],
  );

  const bubblewrap = ["mount", "umount2", "pivot_root", "unshare", "sethostname", "fork", "vfork"];
  const postgres = ["shmget", "shmat", "shmctl", "shmdt", "semget", "semop", "semctl", "semtimedop", "memfd_create"];
  const open = new Set([...bubblewrap, ...postgres]);
  assert.deepEqual(
    syscalls[0]?.names,
    Object.keys(denied).filter((name) => !open.has(name)),
  );
});
