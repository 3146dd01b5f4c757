import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'stories',
  outputDir: 'test-results',
  globalSetup: './harness/demo.ts',
  // A story starts a server and up to three browsers, so more workers than this only slow each other down.
  workers: Number(process.env.SHANGLIANG_WORKERS ?? 2),
  fullyParallel: true,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  // Shared machines stall for seconds at a time. A story that needed its second try is reported as flaky, never as passed.
  retries: process.env.CI ? 1 : 0,
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list']],
  // The folder of a story holds its databases and browser profiles: worth keeping only when it failed.
  preserveOutput: 'failures-only',
  use: {
    actionTimeout: 10_000,
    navigationTimeout: 30_000,
    screenshot: 'only-on-failure',
    trace: { mode: 'retain-on-failure', screenshots: false },
  },
});
