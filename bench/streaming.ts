/** What the page costs while 2 000 requests stream into it and every lane is drawn: frames and the longest task. */
import type { Browser, CDPSession, Page } from "playwright";
import { median, ms, row, title } from "./figures.ts";

const rounds = 3;

type Round = {
  /** Drawn while the run went on; of the second with the fewest, too. */
  fps: number;
  worstFps: number;
  /** The longest task of the main thread, and what of it was spent computing: the rest waited for a core. */
  longestMs: number;
  longestCpuMs: number;
  /** The share of a core that the main thread used. */
  busy: number;
  requests: string;
};

export async function measureStreaming(browser: Browser, site: string): Promise<void> {
  title(`2 000 requests stream into ${site.replace(/^.*\/\/[^/]+/, "")} with lanes on, ${rounds} times`);
  const all: Round[] = [];
  for (let round = 0; round < rounds; round++) {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    try {
      all.push(await measure(page, site));
    } finally {
      await page.close();
    }
  }
  const mid = (read: (of: Round) => number) => median(all.map(read));
  const each = (read: (of: Round) => number) => `(${all.map((of) => Math.round(read(of))).join(", ")})`;
  row("requests answered", all.map(({ requests }) => requests).join(", "));
  const fps = mid((of) => of.fps);
  row("frames a second", `${fps.toFixed(1)} ${each((of) => of.fps)}`, "≥ 55", fps >= 55);
  row("frames in the slowest second", `${mid((of) => of.worstFps).toFixed(0)} ${each((of) => of.worstFps)}`);
  const longest = mid((of) => of.longestMs);
  row("longest task", `${ms(longest)} ${each((of) => of.longestMs)}`, "≤ 50 ms", longest <= 50);
  row("longest time computing in one task", `${ms(mid((of) => of.longestCpuMs))} ${each((of) => of.longestCpuMs)}`);
  row("of a core, the page's main thread", `${(mid((of) => of.busy) * 100).toFixed(0)} %`);
}

async function measure(page: Page, site: string): Promise<Round> {
  await page.goto(site);
  const run = page.getByRole("button", { name: /^Run\b/ });
  // Once before: what is measured is streaming, not loading the charts.
  await run.click();
  await page
    .locator("p[data-tone]")
    .filter({ hasText: /Finished|Ended/ })
    .waitFor();

  const session = await page.context().newCDPSession(page);
  const tasks = await traceTasks(session);
  await page.evaluate(countFrames);
  await run.click();
  await page.getByRole("button", { name: /^Stop/ }).waitFor();
  await run.waitFor();
  const seconds = await page.evaluate(() => (window as unknown as Counting).stopCounting());
  const longest = await tasks();
  await page.getByRole("region", { name: "Readouts" }).getByText("Requests").waitFor();
  const requests = await page.getByRole("region", { name: "Readouts" }).locator("dd").first().textContent();
  const whole = seconds.slice(0, -1);
  return {
    fps: whole.reduce((sum, count) => sum + count, 0) / Math.max(whole.length, 1),
    worstFps: Math.min(...whole),
    ...longest,
    requests: requests ?? "",
  };
}

type Counting = { stopCounting: () => number[] };

/** In the page: frames by the second, from now on. */
function countFrames(): void {
  const seconds: number[] = [];
  const from = performance.now();
  let going = true;
  requestAnimationFrame(function count() {
    const second = Math.floor((performance.now() - from) / 1_000);
    while (seconds.length <= second) seconds.push(0);
    seconds[second] = (seconds[second] ?? 0) + 1;
    if (going) requestAnimationFrame(count);
  });
  (window as unknown as Counting).stopCounting = () => {
    going = false;
    return seconds;
  };
}

type TraceEvent = { name: string; pid: number; tid: number; dur?: number; tdur?: number; args?: { name?: string } };

/** Every task of this page's main thread, with the time on the wall and on the core. */
async function traceTasks(
  session: CDPSession,
): Promise<() => Promise<Pick<Round, "longestMs" | "longestCpuMs" | "busy">>> {
  const events: TraceEvent[] = [];
  session.on("Tracing.dataCollected", ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  await session.send("Tracing.start", {
    transferMode: "ReportEvents",
    traceConfig: { includedCategories: ["toplevel", "disabled-by-default-devtools.timeline"] },
  });
  const from = performance.now();
  return async () => {
    const wallMs = performance.now() - from;
    const complete = new Promise((resolve) => session.once("Tracing.tracingComplete", resolve));
    await session.send("Tracing.end");
    await complete;
    const mains = new Set(
      events
        .filter(({ name, args }) => name === "thread_name" && args?.name === "CrRendererMain")
        .map(({ pid, tid }) => `${pid}/${tid}`),
    );
    const tasks = events.filter(({ name, pid, tid }) => name === "RunTask" && mains.has(`${pid}/${tid}`));
    const [longest] = tasks.sort((a, b) => (b.dur ?? 0) - (a.dur ?? 0));
    const most = tasks.reduce((cpu, { tdur = 0 }) => Math.max(cpu, tdur), 0);
    const all = tasks.reduce((sum, { tdur = 0 }) => sum + tdur, 0);
    return { longestMs: (longest?.dur ?? 0) / 1_000, longestCpuMs: most / 1_000, busy: all / 1_000 / wallMs };
  };
}
