import { availableParallelism, totalmem } from "node:os";
import { pino } from "pino";
import { createPeers, isLoopbackHost } from "#protocol/peers";
import { type Machine, readSettings } from "#protocol/settings";
import { createApp } from "./app.ts";
import { closedPool, createCellPool } from "./cells/warm-pool.ts";
import { chooseIsolation } from "./isolation.ts";
import { allowedPackages } from "./packages.ts";
import { createServices } from "./services/services.ts";
import { createTranspiler } from "./transpile/transpile.ts";

/** Starts the sandbox-server: settings, cells, HTTP. Stops it in the opposite order, and leaves nothing behind. */

/** Runs that are on their way may end; whoever stops us twice does not want to wait. */
const graceMs = 5_000;

/** In a container, what it may use. */
function machine(): Machine {
  const constrained = process.constrainedMemory();
  return { cores: availableParallelism(), memoryBytes: Math.min(totalmem(), constrained || Number.POSITIVE_INFINITY) };
}

async function main(): Promise<void> {
  const settings = readSettings(process.env, machine());
  const logger = pino({ level: settings.logLevel });
  await using stack = new AsyncDisposableStack();

  if (isLoopbackHost(settings.sandbox.host) && !createPeers(settings).trusts("127.0.0.1")) {
    logger.warn(
      "TRUSTED_PROXIES leaves out this machine, so all visitors of a site that runs here count as one client",
    );
  }
  const packages = allowedPackages();
  const chosen = await chooseIsolation(settings, packages);
  const { maker, isolation } = chosen;
  if (maker) stack.defer(() => maker.close());
  if (!maker) logger.error(`No run is accepted: ${chosen.missing}`);
  else if (chosen.warning) logger.warn(chosen.warning);

  const pool = stack.use(
    maker
      ? createCellPool({
          maker,
          size: settings.warmCells,
          onFailure: (err, inARow) => logger.error({ err, inARow }, "a cell could not be had"),
        })
      : closedPool(chosen.missing),
  );
  const services = stack.use(
    await createServices(maker?.ground, {
      size: settings.warmServices,
      onFailure: (err, inARow) => logger.error({ err, inARow }, "a service could not be had"),
    }),
  );
  const transpiler = stack.use(await createTranspiler());
  const { app, drain, hurry } = await createApp({
    settings,
    pool,
    services,
    transpiler,
    isolation,
    packages: packages.names,
    logger,
  });
  stack.defer(() => app.close());

  const stop = stopSignal();
  await app.listen({ port: settings.sandbox.port, host: settings.sandbox.host });
  logger.info({ isolation, maxRuns: settings.maxRuns, warmCells: settings.warmCells }, "ready to run programs");

  logger.info({ signal: await stop.first }, "shutting down");
  void stop.second.then(hurry);
  await drain(graceMs);
}

/** From the first signal on we decide when to end. */
function stopSignal() {
  const first = Promise.withResolvers<string>();
  const second = Promise.withResolvers<void>();
  for (const signal of ["SIGTERM", "SIGINT"]) {
    process.on(signal, () => first.resolve(signal));
  }
  void first.promise.then(() => {
    for (const signal of ["SIGTERM", "SIGINT"]) process.on(signal, () => second.resolve());
  });
  return { first: first.promise, second: second.promise };
}

/** We pin the Node that brings the type stripper, so its being experimental is no news to an operator. */
function hush(): void {
  const { emitWarning } = process;
  process.emitWarning = ((warning: string | Error, ...rest: []) => {
    if (!String(warning).startsWith("stripTypeScriptTypes ")) emitWarning.call(process, warning, ...rest);
  }) as typeof emitWarning;
}

try {
  hush();
  await main();
} catch (error) {
  process.stderr.write(`\n✗ The sandbox-server cannot start.\n${(error as Error).message}\n`);
  process.exitCode = 1;
}
