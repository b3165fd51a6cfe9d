import { importRecordingOffers } from '@/components/recordings/load-recording-offers';
import { loadRecordingParts } from './recording/load-recording-parts';

type Parts = readonly (() => Promise<unknown>)[];

/** What a call asks for the moment that one is in. */
const firstParts: Parts = [
  () => import('@/lib/call/open-quality'),
  () => import('@/lib/room/activities'),
  () => import('@/lib/files/opfs/opfs-vault'),
];

const lateParts: Parts = [
  () => import('@/lib/crypto/safety-code'),
  async () => (await import('@/lib/files/opfs/vault-workers')).vaultWorkers.prepare(),
  async () => (await loadRecordingParts()).prepareRecorder(),
  importRecordingOffers,
];

/** Loads what a call begins with, so that a click has only to join. */
export async function loadFirstParts(): Promise<void> {
  await load(firstParts);
}

/** Loads what a call asks for while it goes on, and what `more` loads, so that it is there when the server is not. */
export async function loadLateParts(more: Parts = []): Promise<void> {
  await load([...firstParts, ...lateParts, ...more]);
}

/** Whatever is not there is tried again when it is asked for, and missed by itself then. */
async function load(parts: Parts): Promise<void> {
  await Promise.allSettled(parts.map((part) => part()));
}
