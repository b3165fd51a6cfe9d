import { defineConfig } from '@playwright/test';

/** What needs both processors to itself: many streams in software, pictures drawn, encoded and decoded at once. */
const crowded = /\/(five|recording|recording-crash)\.spec\.ts$/;

/**
 * Two workers, on machines of two processors too: half of a test is waiting for the network's and the media's own pace.
 * More would starve each other, as real calls encode and decode in software. Each person is a browser process of its own
 * (e2e/fixtures/test.ts), kept between tests.
 */
export default defineConfig({
  testDir: 'e2e',
  globalSetup: './e2e/fixtures/require-build.ts',
  workers: 2,
  fullyParallel: false,
  projects: [
    { name: 'calls', testIgnore: crowded },
    { name: 'crowded', testMatch: crowded, workers: 1 },
  ],
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: process.env.CI ? [['list'], ['html', { open: 'never' }]] : 'list',
  use: { screenshot: 'only-on-failure', trace: 'off' },
});
