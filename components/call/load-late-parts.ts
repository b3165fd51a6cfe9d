import { importRecordingOffers } from '@/components/recordings/load-recording-offers';
import { loadRecordingParts } from './recording/load-recording-parts';

const parts: readonly (() => Promise<unknown>)[] = [
  () => import('@/lib/call/open-quality'),
  () => import('@/lib/room/activities'),
  () => import('@/lib/crypto/safety-code'),
  () => import('@/lib/files/opfs/opfs-vault'),
  async () => (await import('@/lib/files/opfs/vault-workers')).vaultWorkers.prepare(),
  async () => (await loadRecordingParts()).prepareRecorder(),
  importRecordingOffers,
];

/** Loads what a call asks for while it goes on, and what `more` loads, so that it is there when the server is not. */
export async function loadLateParts(more: readonly (() => Promise<unknown>)[] = []): Promise<void> {
  // Whatever is not there is tried again when it is asked for, and missed by itself then.
  await Promise.allSettled([...parts, ...more].map((load) => load()));
}
