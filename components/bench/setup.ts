import type { RunRequestInput, Service } from "#protocol";
import type { BenchFile, BenchVariant } from "./props.ts";

/** What a reader has made of a variant besides its text: its files, where it starts, its load, services and limits. */
export type Setup = {
  paths?: readonly string[];
  entry?: string;
  load?: RunRequestInput["load"];
  services?: Service[];
  env?: Readonly<Record<string, string>>;
  wallMs?: number;
};

/** The databases that can stand beside a run, as they are called. */
export const serviceTitles: Readonly<Record<Service, string>> = { postgres: "PostgreSQL", redis: "Redis" };
export const serviceNames = Object.keys(serviceTitles) as Service[];

/** The variant as it stands after it; a file that is new begins empty. */
export function applied(variant: BenchVariant, { paths, entry, ...rest }: Setup = {}): BenchVariant {
  const own = (path: string): BenchFile => variant.files.find((file) => file.path === path) ?? { path, code: "" };
  const files = paths?.map(own) ?? variant.files;
  const start = [entry, variant.entry].find((path) => files.some((file) => file.path === path));
  return { ...variant, ...rest, files, entry: start ?? files[0]?.path ?? variant.entry };
}

/** A change that leads back to the variant's own setup is none. */
export function differing(variant: BenchVariant, setup: Setup): Setup {
  const own: Setup = {
    paths: variant.files.map(({ path }) => path),
    entry: variant.entry,
    load: variant.load ?? null,
    services: variant.services ?? [],
    env: variant.env ?? {},
    ...(variant.wallMs === undefined ? {} : { wallMs: variant.wallMs }),
  };
  const changed = Object.entries(setup).filter(
    ([key, value]) => value !== undefined && JSON.stringify(value) !== JSON.stringify(own[key as keyof Setup]),
  );
  return Object.fromEntries(changed);
}

/** What is kept in a browser may be older than this page: only what still has the right shape is taken. */
export function readSetup(value: unknown): Setup | null {
  if (value === null || typeof value !== "object") return null;
  const { paths, entry, load, services, env, wallMs } = value as Record<keyof Setup, unknown>;
  return {
    ...(Array.isArray(paths) && paths.length > 0 && paths.every(isText) ? { paths } : {}),
    ...(isText(entry) ? { entry } : {}),
    ...(load === null || isLoad(load) ? { load } : {}),
    ...(Array.isArray(services) ? { services: serviceNames.filter((name) => services.includes(name)) } : {}),
    ...(isEnv(env) ? { env } : {}),
    ...(typeof wallMs === "number" ? { wallMs } : {}),
  };
}

const isText = (value: unknown): value is string => typeof value === "string";
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;
const isEnv = (value: unknown): value is Record<string, string> =>
  isRecord(value) && Object.values(value).every(isText);
const isLoad = (value: unknown): value is NonNullable<RunRequestInput["load"]> =>
  Array.isArray(value) && value.length > 0 && value.every((phase) => isRecord(phase) && isRecord(phase.arrival));
