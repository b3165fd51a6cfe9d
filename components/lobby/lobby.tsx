'use client';

import { type ReactNode, useState } from 'react';
import type { Call } from '@/lib/call/call';
import { AddressSwitch } from './address-switch';
import { DevicePickers } from './device-pickers';
import { readDisplayName } from './display-name';
import { JoinPanel } from './join-panel';
import { LobbyLayout } from './lobby-layout';
import { SelfPreview } from './self-preview';

interface LobbyProps {
  call: Call;
  /** What asks others in, once it is here. */
  invitation?: ReactNode;
  /** Not the page's first lobby: the person comes back to it. */
  isReturn?: boolean;
}

/** Before the call: see and hear yourself, choose devices, see who is in, join. Rendered in the browser only. */
export function Lobby({ call, invitation = null, isReturn = false }: LobbyProps) {
  const [displayName, setDisplayName] = useState(readDisplayName);

  return (
    <LobbyLayout
      preview={<SelfPreview localMedia={call.localMedia} displayName={displayName.trim()} />}
      panel={
        <JoinPanel
          call={call}
          invitation={invitation}
          displayName={displayName}
          onDisplayNameChange={setDisplayName}
          isReturn={isReturn}
        />
      }
      devices={
        <div>
          <DevicePickers localMedia={call.localMedia} />
          <div className="mt-4 empty:hidden">
            <AddressSwitch call={call} />
          </div>
        </div>
      }
    />
  );
}
