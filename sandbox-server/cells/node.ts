import { limits } from "#protocol";

/** Where Node finds what a cell consists of, as paths seen from inside. Folders end in a slash. */
export type Layout = {
  /** The first file, as `buildApp` names it. */
  boot: string;
  app: string;
  /** The learner's folder, the only writable one. */
  root: string;
  packages: { folder: string; names: readonly string[] };
};

/** How Node is started in every cell, whatever walls are around it. */
export function nodeArguments({ boot, app, root, packages }: Layout): string[] {
  return [
    "--permission",
    ...[app, root, `${packages.folder}node_modules/`].map((folder) => `--allow-fs-read=${folder}`),
    `--allow-fs-write=${root}`,
    "--allow-worker",
    "--allow-net",
    // Given up by the observer once it is connected.
    "--allow-inspector",
    // Asked for and taken back, `--prof` leaves one thing: libuv blocks SIGPROF while it waits for events. The
    // observer's profiler would otherwise wake an idle loop a thousand times a second and break its idle time.
    "--prof",
    "--no-prof",
    // SIGUSR1 would start the inspector that was given up, and abort; so it is a signal like any other.
    "--disable-sigusr1",
    "--no-addons",
    "--disable-warning=ExperimentalWarning",
    "--disable-warning=SecurityWarning",
    `--max-old-space-size=${limits.heapMb}`,
    "--import",
    boot,
    // Replaced by the entry once it is known: see cell/modules.ts.
    "program",
    JSON.stringify(packages),
  ];
}

/** Nothing of the server's. (Next's types, which scripts/site.ts brings in, want NODE_ENV in every environment.) */
export const noEnv = {} as NodeJS.ProcessEnv;

/** The whole environment of a cell until its hand-over adds to it. */
export const cellEnv = (home: string): Record<string, string> => ({ HOME: home, TMPDIR: home, NO_COLOR: "1" });
