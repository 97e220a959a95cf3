import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

/** What an operator watches. An HPA scales on `sandbox_active_runs`. */
export type Metrics = {
  registry: Registry;
  runs: Counter<"reason">;
  refusals: Counter<"code">;
  /** From admission to a cell in hand. */
  queueWait: Histogram;
  /** From hand-over to the first byte the program printed. */
  firstByte: Histogram;
  runWall: Histogram;
};

type Read = Record<"activeRuns" | "waitingRuns" | "warmCells" | "warmServices", () => number>;

export function createMetrics(read: Read): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const gauge = (name: string, help: string, value: () => number) =>
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(value());
      },
    });
  gauge("sandbox_active_runs", "Runs that hold a cell's place now", read.activeRuns);
  gauge("sandbox_waiting_runs", "Runs waiting for a place", read.waitingRuns);
  gauge("sandbox_warm_cells", "Cells that wait for a program", read.warmCells);
  gauge("sandbox_warm_services", "Databases that wait for a run", read.warmServices);
  const seconds = (name: string, help: string, buckets: number[]) => new Histogram({ name, help, buckets, registers });
  return {
    registry,
    runs: new Counter({
      name: "sandbox_runs_total",
      help: "Runs by how they ended",
      labelNames: ["reason"],
      registers,
    }),
    refusals: new Counter({
      name: "sandbox_refusals_total",
      help: "Requests refused, by code",
      labelNames: ["code"],
      registers,
    }),
    queueWait: seconds(
      "sandbox_queue_wait_seconds",
      "From admission to a cell in hand",
      [0.001, 0.01, 0.1, 0.5, 1, 5, 10, 30, 60],
    ),
    firstByte: seconds(
      "sandbox_first_byte_seconds",
      "From hand-over to the first byte printed",
      [0.002, 0.004, 0.008, 0.015, 0.03, 0.06, 0.125, 0.25, 1, 5],
    ),
    runWall: seconds(
      "sandbox_run_wall_seconds",
      "A run's own time, from zero to its end",
      [0.01, 0.1, 0.5, 1, 2, 5, 10, 20, 60],
    ),
  };
}
