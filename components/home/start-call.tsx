'use client';

import { Video } from 'lucide-react';
import { createRoomLink } from '@/lib/crypto/room-link';
import { messages } from '@/lib/errors/messages';
import { Button } from '../ui/button';
import { useIsHydrated } from '../use-is-hydrated';
import { useNewLink } from '../use-new-link';

const newCallUrl = async (origin: string) => (await createRoomLink(origin)).url;

/** Makes a new room's link in the browser and goes there. Nothing is told to the server. */
export function StartCall() {
  const { isOpening, hasFailed, open } = useNewLink(newCallUrl);
  const { body, action } = messages['devices-insecure-context'];
  const isHydrated = useIsHydrated();

  return (
    <div className="mt-7 sm:mt-9 short:mt-4">
      <Button
        size="lg"
        icon={<Video className="size-5" />}
        disabled={!isHydrated}
        isBusy={isOpening}
        onClick={open}
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
