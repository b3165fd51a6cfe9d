import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { alias: { '@': fileURLToPath(new URL('.', import.meta.url)) } },
  test: {
    include: ['{app,components,lib,server,bench,scripts}/**/*.test.{ts,tsx}'],
    environment: 'node',
    restoreMocks: true,
    // Vitest leaves a processor free by default: of two, that is half. Tests with Redis mostly wait.
    maxWorkers: '100%',
    // Ends what hangs. Nothing here waits for real time: only a busy machine makes a test take seconds.
    testTimeout: 60_000,
    expect: { poll: { timeout: 30_000 } },
  },
});
