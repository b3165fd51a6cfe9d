/** `null` where the browser keeps nothing for pages. */
export function openLocalStorage(): Storage | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}
