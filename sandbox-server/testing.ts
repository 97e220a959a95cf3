import type { AddressInfo } from "node:net";
import { pino } from "pino";
import { createDecoder, parseEvent, type RefusalBody, type RunEvent, type RunRequestInput } from "#protocol";
import { readSettings } from "#protocol/settings";
import { createApp } from "./app.ts";
import type { CellMaker } from "./cells/cell.ts";
import { createProcessMaker } from "./cells/process.ts";
import { closedPool, createCellPool } from "./cells/warm-pool.ts";
import { createServices } from "./services/services.ts";
import { createTranspiler } from "./transpile/transpile.ts";

/** The whole server on a port of its own, for tests: the real app, real cells without walls, real HTTP. */
export interface TestServer extends AsyncDisposable {
  readonly port: number;
  /** Pids of the cells alive now, warm ones too. */
  readonly cells: ReadonlySet<number>;
  readonly log: string[];
  readonly warm: number;
  fetch(path: string, init?: RequestInit): Promise<Response>;
  post(body: unknown, init?: RequestInit): Promise<Response>;
  run(request: RunRequestInput | string): Promise<RunEvent[]>;
  drain(graceMs: number): Promise<void>;
  hurry(): void;
}

type Options = { env?: Record<string, string>; maker?: CellMaker; packages?: string[]; broken?: string };

export async function startServer({ env = {}, maker, packages = [], broken }: Options = {}): Promise<TestServer> {
  await using stack = new AsyncDisposableStack();
  const settings = readSettings(
    {
      SANDBOX_WARM_CELLS: "2",
      SANDBOX_MAX_RUNS: "4",
      SANDBOX_CLIENT_RUNS: "0",
      SANDBOX_RATE_LIMIT: "0",
      SANDBOX_WARM_SERVICES: "0",
      ...env,
    },
    { cores: 2, memoryBytes: 4e9 },
  );
  const log: string[] = [];
  const logger = pino({ level: "debug" }, { write: (line: string) => void log.push(line) });
  const cells = new Set<number>();
  const made = maker ?? (await createProcessMaker());
  stack.defer(() => made.close());
  const counted: CellMaker = {
    ...made,
    async start(signal) {
      const cell = await made.start(signal);
      cells.add(cell.pid);
      const gone = () => cells.delete(cell.pid);
      cell.ended.then(gone, gone);
      return cell;
    },
  };
  const pool = stack.use(broken ? closedPool(broken) : createCellPool({ maker: counted, size: settings.warmCells }));
  const services = stack.use(
    await createServices(made.ground, { size: settings.warmServices, onFailure: (error) => log.push(String(error)) }),
  );
  const transpiler = stack.use(await createTranspiler());
  const isolation = made.isolation;
  const { app, drain, hurry } = await createApp({
    settings,
    pool,
    services,
    transpiler,
    isolation,
    packages,
    logger,
  });
  stack.defer(() => app.close());
  stack.defer(() => drain(0));
  await app.listen({ port: 0, host: "127.0.0.1" });
  const { port } = app.server.address() as AddressInfo;
  const held = stack.move();

  const request = (path: string, init: RequestInit = {}) => fetch(`http://127.0.0.1:${port}${path}`, init);
  const post = (body: unknown, init: RequestInit = {}) =>
    request("/api/runs", {
      method: "POST",
      body: typeof body === "string" ? body : JSON.stringify(body),
      ...init,
      headers: { "content-type": "application/json", ...init.headers },
    });
  return {
    port,
    cells,
    log,
    get warm() {
      return pool.warm;
    },
    fetch: request,
    post,
    drain,
    hurry,
    async run(wanted) {
      const answer = await post(typeof wanted === "string" ? program(wanted) : wanted);
      if (answer.status !== 200) throw new Error(`expected a run, got ${answer.status} ${await answer.text()}`);
      return Array.fromAsync(eventsOf(answer));
    },
    [Symbol.asyncDispose]: () => held.disposeAsync(),
  };
}

export const program = (code: string, more: Partial<RunRequestInput> = {}): RunRequestInput => ({
  files: [{ path: "main.ts", code }],
  entry: "main.ts",
  ...more,
});

/** The events of an answer as they come; anything that is not of the contract is a failure. */
export async function* eventsOf(answer: Response): AsyncGenerator<RunEvent> {
  const decode = createDecoder();
  const text = new TextDecoder();
  for await (const chunk of answer.body as unknown as AsyncIterable<Uint8Array>) {
    for (const { event, data } of decode(text.decode(chunk, { stream: true }))) {
      const parsed = parseEvent(event, JSON.parse(data));
      if (!parsed) throw new Error(`expected an event of the contract, got ${event} ${data.slice(0, 200)}`);
      yield parsed;
    }
  }
}

/** A run that is under way, with the events so far. */
export async function begin(server: Pick<TestServer, "post">, request: RunRequestInput, headers = {}) {
  const cancel = new AbortController();
  const answer = await server.post(request, { signal: cancel.signal, headers });
  if (answer.status !== 200) throw new Error(`expected a run, got ${answer.status} ${await answer.text()}`);
  const events: RunEvent[] = [];
  const over = (async () => {
    try {
      for await (const event of eventsOf(answer)) events.push(event);
    } catch (error) {
      if (!cancel.signal.aborted) throw error;
    }
  })();
  const has = (type: RunEvent["type"]) => until(() => events.some((event) => event.type === type));
  const says = (text: string) => until(() => printed(events).includes(text));
  const leave = () => cancel.abort();
  return { events, over, has, says, cancel: leave, [Symbol.dispose]: leave };
}

export const typed = <T extends RunEvent["type"]>(events: readonly RunEvent[], type: T) =>
  events.flatMap((event) => (event.type === type ? [event.data as Extract<RunEvent, { type: T }>["data"]] : []));

/** The one `exit`, which has to be the last of all. */
export function exitOf(events: readonly RunEvent[]): Extract<RunEvent, { type: "exit" }>["data"] {
  const last = events.at(-1);
  if (last?.type !== "exit" || typed(events, "exit").length !== 1) {
    throw new Error(`expected exactly one exit at the end, got ${events.map(({ type }) => type).join(" ")}`);
  }
  return last.data;
}

export const printed = (events: readonly RunEvent[], type: "stdout" | "stderr" = "stdout"): string =>
  typed(events, type)
    .map(({ text }) => text)
    .join("");

export async function refusalOf(answer: Response) {
  const { error } = (await answer.json()) as RefusalBody;
  return { status: answer.status, retryAfter: answer.headers.get("retry-after"), ...error };
}

export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 10));
}
