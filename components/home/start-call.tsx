'use client';

import { Video } from 'lucide-react';
import { createRoomLink } from '@/lib/crypto/room-link';
import { messages } from '@/lib/errors/messages';
import { EarlyButton } from '../ui/early-button';
import { useNewLink } from '../use-new-link';

const newCallUrl = async (origin: string) => (await createRoomLink(origin)).url;

/** Makes a new room's link in the browser and goes there. Nothing is told to the server. */
export function StartCall() {
  const { isOpening, hasFailed, open } = useNewLink(newCallUrl);
  const { body, action } = messages['devices-insecure-context'];

  return (
    <div className="mt-7 sm:mt-9 short:mt-4">
      <EarlyButton
        size="lg"
        icon={<Video className="size-5" />}
        isBusy={isOpening}
        onClick={open}
        className="w-full sm:w-auto"
      >
        Start a call
      </EarlyButton>
      <div aria-live="polite">
        {hasFailed ? <p className="mt-2 text-danger-ink">{`${body} ${action}`}</p> : null}
      </div>
    </div>
  );
}
