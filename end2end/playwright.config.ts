import { defineConfig } from '@playwright/test';
import type { Choices } from './harness/story.ts';

export default defineConfig<Choices>({
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
  projects: [
    { name: 'chromium' },
    // The office chooses its own browser, so the desk's stories, tagged @desk, run in both. In Firefox, Playwright takes
    // pictures by way of a style in the page, which the content security policy rightly refuses.
    { name: 'firefox', grep: /@desk/, use: { deskBrowser: 'firefox', screenshot: 'off' } },
  ],
});
