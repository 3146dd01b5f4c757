import { defineConfig } from '@playwright/test';

/** What `cargo xtask bench` runs in the browser: nothing beside it, nothing recorded, no second try. */
export default defineConfig({
  testDir: 'bench',
  outputDir: 'test-results',
  globalSetup: './harness/demo.ts',
  workers: 1,
  timeout: 900_000,
  expect: { timeout: 60_000 },
  reporter: [['list']],
});
