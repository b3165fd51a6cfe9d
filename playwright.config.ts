import { defineConfig } from '@playwright/test';

/**
 * One worker: real calls encode and decode in software, and two tests at once would starve each other on a small
 * machine. Each person is a browser process of its own (e2e/fixtures/test.ts), kept between tests.
 */
export default defineConfig({
  testDir: 'e2e',
  globalSetup: './e2e/fixtures/require-build.ts',
  workers: 1,
  fullyParallel: false,
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: process.env.CI ? [['list'], ['html', { open: 'never' }]] : 'list',
  use: { screenshot: 'only-on-failure', trace: 'off' },
});
