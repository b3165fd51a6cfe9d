import { availableParallelism } from 'node:os';
import { defineConfig } from '@playwright/test';

/** One page at a time, or two in a small call that is looked at and left. */
const pages = /\/(check|first-paint|link|screens|security)\.spec\.ts$/;

/** What takes the machine for itself: a call of five that all draw, and recordings, whose encoder has to keep up. */
const alone = /\/(five|recording|recording-crash)\.spec\.ts$/;

/**
 * As many other tests at a time as there are processors: a call of two encodes, decodes and draws in software, and waits for
 * itself half of the time. Each person is a browser process of its own (e2e/fixtures/test.ts), kept between tests.
 *
 * The limits are for what hangs, and the same for all: how long a machine takes is no test's to say.
 */
export default defineConfig({
  testDir: 'e2e',
  globalSetup: './e2e/fixtures/require-build.ts',
  workers: availableParallelism(),
  fullyParallel: true,
  projects: [
    { name: 'pages', testMatch: pages },
    { name: 'calls', testIgnore: [pages, alone] },
    { name: 'alone', testMatch: alone, workers: 1 },
  ],
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  timeout: 300_000,
  expect: { timeout: 60_000 },
  reporter: process.env.CI ? [['list'], ['html', { open: 'never' }]] : 'list',
  use: { screenshot: 'only-on-failure', trace: 'off' },
});
