/** `--write`: the numbers the page shows, and the runs that home and map draw, rounded to stay small. */
import { mkdir, writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import type { RunEvent, Trace } from "#protocol";
import type { Lesson, Measured } from "../../lessons/types.ts";
import type { Proof, Settled } from "./claims.ts";

export async function record({ slug }: Lesson, { settled, recorded }: Proof): Promise<void> {
  const folder = join(import.meta.dirname, "../../lessons", slug);
  await mkdir(join(folder, "recordings"), { recursive: true });
  await writeFile(
    join(folder, "measured.json"),
    `${JSON.stringify(measuredBy(settled, recorded[0]?.trace), null, 2)}\n`,
  );
  for (const { variant, trace } of recorded) {
    const lines = small(trace).events.map((event) => JSON.stringify(event));
    const text = `{"version":1,"events":[\n${lines.join(",\n")}\n]}\n`;
    await writeFile(join(folder, "recordings", `${variant}.json`), text);
  }
}

function measuredBy(settled: readonly Settled[], trace: Trace | undefined): Measured {
  const started = trace?.events.find((event) => event.type === "started");
  return {
    date: new Date().toISOString(),
    node: started?.type === "started" ? started.data.node : process.version,
    cores: availableParallelism(),
    claims: Object.fromEntries(
      settled.map(({ claim, value }) => [claim.id, typeof value === "number" ? tenth(value) : (value ?? [])]),
    ),
  };
}

const tenth = (value: number) => Math.round(value * 10) / 10;

/** What no picture is drawn from is left out; lag samples that follow one another become one event. */
export function small(trace: Trace): Trace {
  const events: RunEvent[] = [];
  for (const event of trace.events) {
    if (event.type === "metric" && event.data.name === "serverLagMs") continue;
    const last = events.at(-1);
    if (event.type === "lag" && last?.type === "lag" && last.data.length + event.data.length <= 1_000) {
      last.data.push(...event.data.map(withoutElu));
    } else if (event.type === "lag") events.push({ type: "lag", data: event.data.map(withoutElu) });
    else if (event.type === "started") events.push({ ...event, data: { ...event.data, runId: "recorded" } });
    else events.push(event);
  }
  return rounded({ version: 1, events });
}

const withoutElu = ({ t, lagMs }: { t: number; lagMs: number }) => ({ t, lagMs });

const rounded = <T>(value: T): T =>
  JSON.parse(JSON.stringify(value, (_, found) => (typeof found === "number" ? tenth(found) : found)));
