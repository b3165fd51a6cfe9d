import type { ComponentType } from 'react';

/** The one place that names the offers' part of the program: another would be another script to load. */
export const importRecordingOffers = () => import('./recording-offers');

/** The offers' component, where a recording was ever made on this device; `null` elsewhere, and nothing is loaded. */
export async function loadRecordingOffers(): Promise<ComponentType | null> {
  try {
    const root = await navigator.storage.getDirectory();
    await root.getDirectoryHandle('recordings');
    return (await importRecordingOffers()).RecordingOffers;
  } catch {
    // No such directory, or no such file system.
    return null;
  }
}
