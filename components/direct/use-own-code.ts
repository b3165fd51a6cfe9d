import { useEffect, useState } from 'react';
import type { Call } from '@/lib/call/call';
import type { DirectHandshake, MadeCode } from '@/lib/direct/direct-handshake';
import { useStore } from '../use-store';

/** Somebody who does not answer the browser's question gets a code nevertheless. */
const permissionWaitMs = 10_000;

/**
 * The code to hand over; `null` until there is one. It waits for the camera and the microphone, whose permission lets
 * the browser tell this device's addresses (RFC 8828 5.2), and for the wish not to show them to be given up.
 */
export function useOwnCode(handshake: DirectHandshake, call: Call): MadeCode | null {
  const [code, setCode] = useState<MadeCode | null>(null);
  const isAddressHidden = useStore(call.addressPrivacy.state, ({ isHidden }) => isHidden);

  useEffect(() => {
    if (isAddressHidden) return;
    let isCurrent = true;
    let isAsked = false;
    const make = async () => {
      if (isAsked || !isCurrent) return;
      isAsked = true;
      const made = await handshake.code();
      if (isCurrent) setCode(made);
    };
    const timer = setTimeout(make, permissionWaitMs);
    void call.localMedia.start().then(make);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [handshake, call, isAddressHidden]);

  return code;
}
