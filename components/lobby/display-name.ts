const storageKey = 'parley.display-name';

/** The name last used on this device; empty when there is none, or where storage is blocked. */
export function readDisplayName(): string {
  try {
    return localStorage.getItem(storageKey) ?? '';
  } catch {
    return '';
  }
}

/** Remembers the name on this device. Where storage is blocked it is simply asked for again next time. */
export function rememberDisplayName(displayName: string): void {
  try {
    if (displayName) localStorage.setItem(storageKey, displayName);
    else localStorage.removeItem(storageKey);
  } catch {
    return;
  }
}
