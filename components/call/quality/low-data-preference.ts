const storageKey = 'parley.low-data';

/** Whether this device has been asked to use little data. */
export function readLowData(): boolean {
  try {
    return localStorage.getItem(storageKey) === 'on';
  } catch {
    return false;
  }
}

/** Remembers the wish on this device. Where storage is blocked it holds for this call. */
export function rememberLowData(isDataLow: boolean): void {
  try {
    if (isDataLow) localStorage.setItem(storageKey, 'on');
    else localStorage.removeItem(storageKey);
  } catch {
    return;
  }
}
