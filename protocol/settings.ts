import { Refuser } from "./setting-values.ts";

/** Every setting of both programs: one page, read once at start, passed inward. */
export type Settings = {
  /** The only address a browser ever talks to. */
  site: { port: number; host: string };
  /** Called by the site alone, so it needs no address of its own in the world. */
  sandbox: { port: number; host: string };
  /** `auto`: bubblewrap, or `process` while nothing but this machine can reach either program. */
  isolation: "auto" | "bubblewrap" | "process";
  /** Running at once. A run may take 384 MB and its server's share; 60 % leaves room for everything else. */
  maxRuns: number;
  /** Waiting for a place; longer queues only make people wait for an answer that is no use any more. */
  queue: number;
  /** Kept warm: an idle cell costs some 27 MB and no CPU. */
  warmCells: number;
  /** Kept warm of each service: PostgreSQL takes some 30 MB, Redis 5. 0 makes the first run wait half a second. */
  warmServices: number;
  /** Runs with services at once: their databases may take another 600 MB, a fifth of the memory in all. */
  serviceRuns: number;
  /** Of one client, running and waiting together; 0 = no limit. */
  clientRuns: number;
  /** Runs of one client in a minute; 0 = no limit. */
  rateLimit: number;
  allowedOrigins: string[];
  allowedHosts: string[];
  /** Addresses and CIDR ranges whose forwarded headers count. */
  trustedProxies: string[];
  /** Where limits are counted when several servers share them. */
  redisUrl: string | null;
  logLevel: "fatal" | "error" | "warn" | "info" | "debug" | "trace" | "silent";
};

/** What the defaults depend on. */
export type Machine = { cores: number; memoryBytes: number };

const runBytes = 450e6;
const servicesBytes = 600e6;
const logLevels = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;

/** Throws one error that names every value that cannot be used. */
export function readSettings(env: Readonly<Record<string, string | undefined>>, machine: Machine): Settings {
  const read = new Refuser(env);
  const settings: Settings = {
    site: { port: read.whole("PORT", 3000, 0, 65_535), host: read.host("HOST", "127.0.0.1") },
    sandbox: { port: read.whole("SANDBOX_PORT", 4000, 0, 65_535), host: read.host("SANDBOX_HOST", "127.0.0.1") },
    isolation: read.oneOf("SANDBOX_ISOLATION", ["auto", "bubblewrap", "process"], "auto"),
    maxRuns: read.whole("SANDBOX_MAX_RUNS", runsThatFit(machine), 1, 1_000),
    queue: read.whole("SANDBOX_QUEUE", 64, 0, 10_000),
    warmCells: read.whole("SANDBOX_WARM_CELLS", clamp(2 * machine.cores, 2, 16), 1, 200),
    warmServices: read.whole("SANDBOX_WARM_SERVICES", 1, 0, 20),
    serviceRuns: read.whole("SANDBOX_SERVICE_RUNS", serviceRunsThatFit(machine), 1, 100),
    clientRuns: read.whole("SANDBOX_CLIENT_RUNS", 6, 0, 1_000),
    rateLimit: read.whole("SANDBOX_RATE_LIMIT", 120, 0, 1_000_000),
    allowedOrigins: read.origins("ALLOWED_ORIGINS"),
    allowedHosts: read.hosts("ALLOWED_HOSTS"),
    trustedProxies: read.networks("TRUSTED_PROXIES", ["127.0.0.0/8", "::1/128"]),
    redisUrl: read.redis("REDIS_URL"),
    logLevel: read.oneOf("LOG_LEVEL", logLevels, "info"),
  };
  read.refuse();
  return settings;
}

const clamp = (value: number, min: number, max: number) => Math.min(max, Math.max(min, value));
const runsThatFit = ({ memoryBytes }: Machine) => clamp(Math.floor((0.6 * memoryBytes) / runBytes), 1, 32);
const serviceRunsThatFit = ({ memoryBytes }: Machine) => clamp(Math.floor((0.2 * memoryBytes) / servicesBytes), 1, 8);
