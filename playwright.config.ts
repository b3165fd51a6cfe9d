import { availableParallelism } from 'node:os';
import { defineConfig } from '@playwright/test';

/** One page at a time, or two in a small call that is looked at and left: mostly waiting for the page. */
const pages = /\/(check|first-paint|link|screens|security)\.spec\.ts$/;
const processors = availableParallelism();

/**
 * One call at a time for each two processors: a call of two encodes, decodes and draws in software, which takes most of
 * one for as long as it lasts, so two calls on two processors take more than twice as long as one. Each person is a
 * browser process of its own (e2e/fixtures/test.ts), kept between tests.
 *
 * The limits are for what hangs, and the same for all: how long a machine takes is no test's to say.
 */
export default defineConfig({
  testDir: 'e2e',
  globalSetup: './e2e/fixtures/require-build.ts',
  workers: processors,
  fullyParallel: false,
  projects: [
    { name: 'pages', testMatch: pages, fullyParallel: true },
    { name: 'calls', testIgnore: pages, workers: Math.max(1, Math.floor(processors / 2)) },
  ],
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  timeout: 300_000,
  expect: { timeout: 60_000 },
  reporter: process.env.CI ? [['list'], ['html', { open: 'never' }]] : 'list',
  use: { screenshot: 'only-on-failure', trace: 'off' },
});
