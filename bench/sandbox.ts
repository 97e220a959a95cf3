import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { createDecoder, type RunRequestInput } from "#protocol";

/**
 * A real sandbox-server of its own for one measurement, on a free port, without per-client limits. It keeps no
 * databases warm unless it is asked to: starting them would be felt in every other figure.
 */
export async function startSandbox(settings: Record<string, string> = {}) {
  const port = await freePort();
  const child = spawn(process.execPath, ["sandbox-server/main.ts"], {
    stdio: ["ignore", "ignore", "inherit"],
    env: {
      ...process.env,
      SANDBOX_PORT: String(port),
      SANDBOX_RATE_LIMIT: "0",
      SANDBOX_CLIENT_RUNS: "0",
      SANDBOX_WARM_SERVICES: "0",
      LOG_LEVEL: "fatal",
      ...settings,
    },
  });
  const url = `http://127.0.0.1:${port}`;
  while (!(await fetch(`${url}/health/ready`).catch(() => null))?.ok) {
    if (child.exitCode !== null) throw new Error(`the sandbox-server ended with ${child.exitCode}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return {
    url,
    pid: child.pid ?? 0,
    /** Cells warm now, and databases, so that a measurement starts from the state it is about. */
    async warm(cells: number, services = 0) {
      for (;;) {
        const text = await (await fetch(`${url}/metrics`)).text();
        const now = (what: string) => Number(new RegExp(`^sandbox_warm_${what} (\\d+)`, "m").exec(text)?.[1]);
        if (now("cells") >= cells && now("services") >= services) return;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    async [Symbol.asyncDispose]() {
      const gone = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGTERM");
      await gone;
    },
  };
}

export type Seen = {
  firstByteMs: number;
  endMs: number;
  errors: string[];
  exit: Record<string, unknown> | null;
  status: number;
};

export const postRun = (url: string, request: RunRequestInput, signal: AbortSignal | null = null) =>
  fetch(`${url}/api/runs`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(request),
    signal,
  });

/** One run over HTTP, timed from before the request is sent. */
export async function runOnce(url: string, request: RunRequestInput): Promise<Seen> {
  const from = performance.now();
  const response = await postRun(url, request);
  const seen: Seen = { firstByteMs: Number.NaN, endMs: Number.NaN, errors: [], exit: null, status: response.status };
  const decode = createDecoder();
  const text = new TextDecoder();
  for await (const chunk of response.body ?? []) {
    for (const { event, data } of decode(text.decode(chunk, { stream: true }))) {
      if (event === "stdout" && Number.isNaN(seen.firstByteMs)) seen.firstByteMs = performance.now() - from;
      if (event === "error") seen.errors.push(JSON.parse(data).message);
      if (event === "exit") seen.exit = JSON.parse(data);
    }
  }
  seen.endMs = performance.now() - from;
  return seen;
}

export const program = (code: string, more: Partial<RunRequestInput> = {}): RunRequestInput => ({
  files: [{ path: "main.ts", code }],
  entry: "main.ts",
  ...more,
});

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() =>
        address && typeof address === "object" ? resolve(address.port) : reject(new Error("no port")),
      );
    });
  });
}
