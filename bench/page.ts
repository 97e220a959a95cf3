/**
 * The pages as a phone would get them: Lighthouse (mobile, simulated 4G and CPU), and scripts on the wire;
 * and the playground under 2 000 requests.
 */
import { type ChildProcess, spawn } from "node:child_process";
import lighthouse from "lighthouse";
import { chromium } from "playwright";
import { args } from "../e2e/playwright.config.ts";
import { median, row, title } from "./figures.ts";
import { freePort, startSandbox } from "./sandbox.ts";
import { measureStreaming } from "./streaming.ts";

const rounds = 3;
const pages = ["/ko", "/en", "/ko/lessons/one-thread-many-requests", "/en/lessons/one-thread-many-requests"];
const targets: Record<string, number> = { performance: 95, accessibility: 100, "best-practices": 100, seo: 100 };

const port = await freePort();
await using sandbox = await startSandbox();
const site = spawn(process.execPath, ["scripts/site.ts"], {
  stdio: ["ignore", "ignore", "inherit"],
  env: { ...process.env, PORT: String(port), SANDBOX_PORT: new URL(sandbox.url).port, NODE_ENV: "production" },
});
const debugging = await freePort();
const executablePath = process.env.BROWSER_PATH;
const browser = await chromium.launch({
  args: [...args, `--remote-debugging-port=${debugging}`],
  ...(executablePath ? { executablePath } : {}),
});
try {
  await answering(site, `http://127.0.0.1:${port}/en`);
  await measureStreaming(browser, `http://127.0.0.1:${port}/en/play`);
  for (const page of pages) await measurePage(page);
} finally {
  await browser.close();
  site.kill("SIGTERM");
}

async function measurePage(page: string) {
  title(page);
  const scores: Record<string, number[]> = {};
  let figures: [string, string][] = [];
  for (let round = 0; round < rounds; round++) {
    const result = await lighthouse(`http://127.0.0.1:${port}${page}`, { port: debugging, logLevel: "error" });
    if (!result) throw new Error(`Lighthouse said nothing of ${page}`);
    const { categories, audits } = result.lhr;
    for (const name of Object.keys(targets)) {
      scores[name] = [...(scores[name] ?? []), Math.round((categories[name]?.score ?? 0) * 100)];
    }
    const scripts = (
      audits["resource-summary"]?.details as { items?: { resourceType: string; transferSize: number }[] }
    )?.items;
    const bytes = scripts?.find((item) => item.resourceType === "script")?.transferSize;
    figures = ["largest-contentful-paint", "cumulative-layout-shift", "total-blocking-time"].map((id) => [
      id,
      audits[id]?.displayValue ?? "–",
    ]);
    if (bytes !== undefined) figures.push(["scripts on the wire", `${(bytes / 1_024).toFixed(0)} KB`]);
  }
  for (const [name, target] of Object.entries(targets)) {
    const all = scores[name] ?? [];
    row(`Lighthouse ${name}`, `${median(all)} (${all.join(", ")})`, `≥ ${target}`, median(all) >= target);
  }
  for (const [name, value] of figures) row(name, value);
}

async function answering(child: ChildProcess, url: string): Promise<void> {
  while (!(await fetch(url).catch(() => null))?.ok) {
    if (child.exitCode !== null) throw new Error(`the site ended with ${child.exitCode}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
