'use client';

import { Video } from 'lucide-react';
import { useEffect, useState } from 'react';
import { createRoomLink } from '@/lib/crypto/room-link';
import { messages } from '@/lib/errors/messages';
import { Button } from '../ui/button';
import { useIsHydrated } from '../use-is-hydrated';

/** Makes a new room's link in the browser and goes there. Nothing is told to the server. */
export function StartCall() {
  const [isStarting, setStarting] = useState(false);
  const { body, action } = messages['devices-insecure-context'];
  const isHydrated = useIsHydrated();
  const [hasFailed, setFailed] = useState(false);

  // The way back can show this very page again, as it was left (HTML, back/forward cache).
  useEffect(() => {
    const reset = () => setStarting(false);
    window.addEventListener('pageshow', reset);
    return () => window.removeEventListener('pageshow', reset);
  }, []);

  async function start() {
    if (isStarting) return;
    setStarting(true);
    setFailed(false);
    try {
      const { url } = await createRoomLink(location.origin);
      location.assign(url);
    } catch {
      // Web Crypto is absent outside secure contexts: without it there is no secret, hence no link.
      setFailed(true);
      setStarting(false);
    }
  }

  return (
    <div className="mt-7 sm:mt-9 short:mt-4">
      <Button
        size="lg"
        icon={<Video className="size-5" />}
        disabled={!isHydrated}
        isBusy={isStarting}
        onClick={start}
        className="w-full disabled:opacity-100 sm:w-auto"
      >
        Start a call
      </Button>
      <div aria-live="polite">
        {hasFailed ? <p className="mt-2 text-danger-ink">{`${body} ${action}`}</p> : null}
      </div>
    </div>
  );
}
