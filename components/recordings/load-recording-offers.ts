import type { ComponentType } from 'react';

/** The offers' component, where a recording was ever made on this device; `null` elsewhere, and nothing is loaded. */
export async function loadRecordingOffers(): Promise<ComponentType | null> {
  try {
    const root = await navigator.storage.getDirectory();
    await root.getDirectoryHandle('recordings');
    return (await import('./recording-offers')).RecordingOffers;
  } catch {
    // No such directory, or no such file system.
    return null;
  }
}
