import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** What `npm run test:deploy` runs, in a network of its own. */
export default defineConfig({
  resolve: { alias: { '@': fileURLToPath(new URL('.', import.meta.url)) } },
  test: {
    include: ['server/deploy/*.spec.ts'],
    environment: 'node',
    reporters: ['tree'],
    // Ends what hangs; a deployment takes some seconds to come up.
    hookTimeout: 90_000,
    testTimeout: 60_000,
  },
});
