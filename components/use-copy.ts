import { useEffect, useState } from 'react';

export type CopyStatus = 'idle' | 'copied' | 'failed';

/** How long the word "Copied" stays. */
const shownMs = 2000;

/** Copies a text to the clipboard and says for a moment how it went. */
export function useCopy(text: string): [CopyStatus, () => Promise<void>] {
  const [status, setStatus] = useState<CopyStatus>('idle');

  useEffect(() => {
    if (status !== 'copied') return;
    const timer = setTimeout(() => setStatus('idle'), shownMs);
    return () => clearTimeout(timer);
  }, [status]);

  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
      setStatus('copied');
    } catch {
      // Refused by the browser: the link stands beside the button, selectable.
      setStatus('failed');
    }
  }
  return [status, copy];
}
