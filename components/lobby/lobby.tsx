'use client';

import { useState } from 'react';
import type { Call } from '@/lib/call/call';
import { BrandLink } from '../ui/brand-link';
import { DevicePickers } from './device-pickers';
import { readDisplayName } from './display-name';
import { JoinPanel } from './join-panel';
import { SelfPreview } from './self-preview';

interface LobbyProps {
  call: Call;
}

/** Before the call: see and hear yourself, choose devices, see who is in, join. Rendered in the browser only. */
export function Lobby({ call }: LobbyProps) {
  const [displayName, setDisplayName] = useState(readDisplayName);

  return (
    <div className="mx-auto flex min-h-dvh max-w-6xl flex-col px-safe-4 sm:px-safe-8">
      <header className="pt-safe-4 pb-3 sm:pt-safe-8 short:py-2">
        <BrandLink />
      </header>
      <main className="grid grow content-center items-start gap-x-12 gap-y-5 pb-safe-6 lg:grid-cols-[minmax(0,1fr)_21rem] short:grid-cols-2 short:content-start short:gap-x-6">
        <SelfPreview localMedia={call.localMedia} displayName={displayName.trim()} />
        <JoinPanel call={call} displayName={displayName} onDisplayNameChange={setDisplayName} />
        <DevicePickers localMedia={call.localMedia} />
      </main>
    </div>
  );
}
