import { createWorkerSource } from '@/lib/store/worker-source';

/** The workers that keep files in the origin private file system. */
export const vaultWorkers = createWorkerSource(
  () => new Worker(new URL('./vault.worker.ts', import.meta.url), { name: 'files' }),
);
