import { useEffect, useState } from 'react';

/**
 * The way to a link that is made in the browser: `open` makes it and goes there. `hasFailed`: it could not be made,
 * because the page isn't secure.
 */
export function useNewLink(createUrl: (origin: string) => Promise<string>): {
  isOpening: boolean;
  hasFailed: boolean;
  open: () => Promise<void>;
} {
  const [isOpening, setOpening] = useState(false);
  const [hasFailed, setFailed] = useState(false);

  // The way back can show this very page again, as it was left (HTML, back/forward cache).
  useEffect(() => {
    const reset = () => setOpening(false);
    window.addEventListener('pageshow', reset);
    return () => window.removeEventListener('pageshow', reset);
  }, []);

  async function open() {
    if (isOpening) return;
    setOpening(true);
    setFailed(false);
    try {
      location.assign(await createUrl(location.origin));
    } catch {
      // Web Crypto is absent outside secure contexts: without it there is no secret, hence no link.
      setFailed(true);
      setOpening(false);
    }
  }
  return { isOpening, hasFailed, open };
}
