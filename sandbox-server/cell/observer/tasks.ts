import fs from "node:fs";

/** What Linux tells of this process's threads. Elsewhere, and of a thread that is gone, all of it is empty. */

const folder = "/proc/self/task";

export const threads = (): string[] => {
  try {
    return fs.readdirSync(folder);
  } catch {
    return [];
  }
};

export const nameOf = (id: string): string => read(id, "comm");

/** Time on a core, and in line for one. */
export type Account = { ranMs: number; waitedMs: number };

export function accountOf(id: string): Account {
  const [ran = "0", waited = "0"] = read(id, "schedstat").split(" ");
  return { ranMs: Number(ran) / 1e6, waitedMs: Number(waited) / 1e6 };
}

/** R: on a core or in line for one. D: waiting for the disk. S: asleep. */
export const stateOf = (id: string): string => read(id, "stat").split(") ")[1]?.[0] ?? "";

/** The kernel's function a sleeping thread is in. */
export const sleepsIn = (id: string): string => read(id, "wchan");

/** Whether the main thread waits for events. */
export const isWaiting = (): boolean => sleepsIn(String(process.pid)).includes("epoll");

function read(id: string, what: string): string {
  try {
    return fs.readFileSync(`${folder}/${id}/${what}`, "utf8").trim();
  } catch {
    return "";
  }
}
