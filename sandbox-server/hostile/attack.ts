import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { type EventData, type ExitReason, limits, type RunEvent, type RunRequestInput } from "#protocol";
import { noBubblewrap } from "../cells/walls-testing.ts";
import { exitOf, printed, program } from "../testing.ts";
import { type House, openHouse } from "./house.ts";

/** One hostile program, and what must come of it. */
export type Attack = {
  /** main.ts, or files by path of which the first is the entry. $NAMES are places of the house. */
  code: string | Record<string, string>;
  with?: Partial<RunRequestInput>;
  reason: ExitReason | readonly ExitReason[];
  /** What it printed: all of it, or a part that matches. */
  says?: string | RegExp;
  exitCode?: number | null | undefined;
  signal?: string | null;
  /** In all, from its first statement. */
  withinMs?: number;
  also?: (events: readonly RunEvent[], exit: EventData<"exit">) => void;
};

/** Lets a program try things one by one: prints each name with the code of its error, or what came of it. */
const tell = `
const show = (value: unknown) => (value === undefined ? "worked" : String(value).slice(0, 200));
export async function tell(tries: Record<string, () => unknown>): Promise<void> {
  for (const [name, doing] of Object.entries(tries)) {
    let came: string;
    try {
      came = show(await doing());
    } catch (error) {
      came = (error as NodeJS.ErrnoException)?.cause?.code ?? (error as NodeJS.ErrnoException)?.code ?? String(error);
    }
    console.log(name + ": " + came);
  }
  process.exit(0);
}
`;

type Options = { atOnce?: number; env?: Record<string, string> };

/** Runs all programs of one category against a server of their own, several at once. */
export function category(name: string, attacks: Record<string, Attack>, { atOnce = 4, env = {} }: Options = {}): void {
  describe(name, { skip: noBubblewrap, concurrency: atOnce, timeout: 240_000 }, () => {
    let house: House;
    before(async () => {
      house = await openHouse(env);
    });
    after(() => house?.close());
    for (const [what, attack] of Object.entries(attacks)) {
      test(what, async () => {
        await withstand(house, attack);
        await isWell(house);
      });
    }
  });
}

export async function withstand(house: House, attack: Attack): Promise<void> {
  const events = await house.run(requestOf(house, attack));
  const exit = exitOf(events);
  const said = printed(events) + printed(events, "stderr");
  const told = JSON.stringify(events.slice(-6)).slice(0, 2_000);
  const reasons = [attack.reason].flat();
  assert.ok(reasons.includes(exit.reason), `expected ${reasons.join(" or ")}, got ${told}`);
  if (typeof attack.says === "string") assert.equal(printed(events), attack.says);
  else if (attack.says) assert.match(said, attack.says);
  if (attack.exitCode !== undefined) assert.equal(exit.code, attack.exitCode, told);
  if (attack.signal !== undefined) assert.equal(exit.signal, attack.signal, told);
  const most = (attack.with?.limits?.wallMs ?? attack.withinMs ?? limits.wallMs.default) + slackMs;
  assert.ok(exit.wallMs <= most, `expected an end within ${most} ms, got ${exit.wallMs}`);
  isSecretive(house, events);
  attack.also?.(events, exit);
}

/** The server's clock on a machine that does other things, too. */
const slackMs = 5_000;

function requestOf(house: House, { code, with: more }: Attack): RunRequestInput {
  const files = typeof code === "string" ? { "main.ts": code } : code;
  const place = (text: string) => text.replace(/\$[A-Z_]+/g, (name) => house.places[name] ?? name);
  return {
    ...program("", more),
    files: [
      ...Object.entries(files).map(([path, source]) => ({ path, code: place(source) })),
      { path: "tell.ts", code: tell },
    ],
    entry: Object.keys(files)[0] ?? "main.ts",
  };
}

export function isSecretive(house: House, events: readonly RunEvent[]): void {
  const all = JSON.stringify(events);
  for (const secret of house.secrets) assert.ok(!all.includes(secret), "a secret was told");
}

/** The next run is as if nothing had been. */
export async function isWell(house: House): Promise<void> {
  const events = await house.run(program("console.log('well')"));
  assert.equal(exitOf(events).reason, "finished");
  assert.equal(printed(events), "well\n");
}
