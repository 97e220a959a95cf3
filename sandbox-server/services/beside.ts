import type { Service as ServiceName } from "#protocol";
import type { Cell } from "../cells/cell.ts";
import type { Counted } from "../reports.ts";
import { Activity } from "./activity.ts";
import { privateBytes } from "./memory.ts";
import type { Service } from "./service.ts";

/**
 * The services beside one run: in its cell's reach, watched as long as it goes on, gone with it. One that ends
 * before the run does is told as an error, and the program finds its connections cut, as it would in real life.
 */
export interface Beside extends AsyncDisposable {
  readonly names: readonly ServiceName[];
  /** How programs find them without being told. */
  readonly env: Readonly<Record<string, string>>;
  attach(cell: Cell): Promise<void>;
  /** From time zero on. `now` is the run's clock. */
  begin(run: { now: () => number; draws: boolean; tell: (event: Counted) => void }): void;
  /** The run is over, and its services with it; what was seen last is told now. */
  end(): void;
}

const envOf: Record<ServiceName, Record<string, string>> = {
  postgres: {
    PGHOST: "localhost",
    PGUSER: "lab",
    PGDATABASE: "lab",
    DATABASE_URL: "postgres://lab@localhost:5432/lab",
  },
  redis: { REDIS_URL: "redis://localhost:6379" },
};

const lookEveryMs = 50;
const memoryEveryMs = 100;

export const nothingBeside: Beside = {
  names: [],
  env: {},
  attach: async () => {},
  begin: () => {},
  end: () => {},
  [Symbol.asyncDispose]: async () => {},
};

export function besideRun(services: readonly Service[]): Beside {
  if (services.length === 0) return nothingBeside;
  let over = false;
  let stop = () => {};

  const end = () => {
    if (over) return;
    over = true;
    stop();
    for (const service of services) service.kill();
  };

  return {
    names: services.map(({ name }) => name),
    env: Object.assign({}, ...services.map(({ name }) => envOf[name])),

    async attach(cell) {
      const { sockets } = cell;
      if (!sockets) throw new Error("expected a cell with walls for services, got one without");
      // One that cannot come has most likely ended, and is told of once there is a run to tell.
      await Promise.all(services.map((service) => service.attach(sockets).catch(service.kill)));
    },

    begin({ now, draws, tell }) {
      const zeroMs = Date.now() - now();
      const activity = new Activity((epochMs) => epochMs - zeroMs, draws);
      const told = new Set<Service>();
      const fail = (service: Service, why: string) => {
        if (over || told.has(service)) return;
        told.add(service);
        tell({ type: "error", data: { kind: "service", message: `${service.title} ${why}` } });
      };

      for (const service of services) {
        void service.ended.then(() => fail(service, `has ended: ${lastWords(service)}`));
        void watch(service);
      }
      const memory = setInterval(() => {
        for (const service of services) {
          if (privateBytes(service.init) <= service.memoryMb << 20) continue;
          fail(service, `was stopped: it needed more than the ${service.memoryMb} MB of memory it may have`);
          service.kill();
        }
      }, memoryEveryMs);

      stop = () => {
        clearInterval(memory);
        for (const event of activity.tell(now())) tell(event);
      };

      async function watch(service: Service): Promise<void> {
        while (!over && !told.has(service)) {
          const from = performance.now();
          const look = await service.look().catch(() => null);
          if (over) return;
          if (look) for (const event of activity.see(look, now())) tell(event);
          const left = lookEveryMs - (performance.now() - from);
          await new Promise((resolve) => setTimeout(resolve, Math.max(left, lookEveryMs / 5)));
        }
      }
    },

    end,
    async [Symbol.asyncDispose]() {
      end();
      await Promise.all(services.map((service) => service[Symbol.asyncDispose]()));
    },
  };
}

/** The line that says why, without its time and process. */
function lastWords({ lastWords }: Service): string {
  const lines = lastWords.trim().split("\n");
  const line = lines.findLast((said) => /PANIC|FATAL|# /.test(said)) ?? lines.at(-1) ?? "";
  return line.replace(/^[\d:M ]*[-\d:. A-Za-z]*(?:UTC \[\d+\]|[*#]) /, "").slice(0, 300) || "it did not say why";
}
