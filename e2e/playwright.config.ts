import { defineConfig, devices } from "@playwright/test";

/** A real browser against the real site and the real sandbox-server, on ports of their own. */
const site = Number(process.env.E2E_PORT ?? 3987);
const sandbox = site + 1_000;
const env = {
  ...process.env,
  PORT: String(site),
  SANDBOX_PORT: String(sandbox),
  SANDBOX_RATE_LIMIT: "0",
  LOG_LEVEL: "warn",
  NODE_ENV: "production",
} as Record<string, string>;

/** As a server without a display or a network needs it; the rest keeps the browser from calling home. */
export const args = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export default defineConfig({
  testDir: ".",
  outputDir: "../test-results",
  // Two cores: a second browser at once would be what the timings measure.
  workers: 1,
  retries: process.env.CI ? 1 : 0,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [["list"]],
  use: {
    baseURL: `http://127.0.0.1:${site}`,
    trace: "retain-on-failure",
    launchOptions: { args, ...(process.env.BROWSER_PATH ? { executablePath: process.env.BROWSER_PATH } : {}) },
  },
  projects: [
    {
      name: "desktop",
      use: { ...devices["Desktop Chrome"], viewport: { width: 1440, height: 900 } },
      testIgnore: /phone/,
    },
    { name: "phone", use: { ...devices["Pixel 7"] }, testMatch: /phone/ },
  ],
  webServer: [
    {
      command: "node sandbox-server/main.ts",
      cwd: "..",
      url: `http://127.0.0.1:${sandbox}/health/ready`,
      env,
      timeout: 60_000,
    },
    { command: "node scripts/site.ts", cwd: "..", url: `http://127.0.0.1:${site}/en`, env, timeout: 60_000 },
  ],
});
