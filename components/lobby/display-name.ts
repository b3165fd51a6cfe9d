const storageKey = 'parley.display-name';

/** The name last used on this device; empty when there is none, or where storage is blocked. */
export function readDisplayName(): string {
  try {
    return localStorage.getItem(storageKey) ?? '';
  } catch {
    return '';
  }
}

/** What others are to see of a name that was typed, which is remembered on this device. */
export function takeDisplayName(typed: string): string {
  const displayName = typed.trim();
  try {
    if (displayName) localStorage.setItem(storageKey, displayName);
    else localStorage.removeItem(storageKey);
  } catch {
    // Where storage is blocked it is simply asked for again next time.
  }
  return displayName || 'Guest';
}
