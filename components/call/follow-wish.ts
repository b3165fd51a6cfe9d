import { readWish } from '@/lib/call/address-privacy';
import type { Call } from '@/lib/call/call';

/** Hides the address here as soon as it is hidden in another tab, or no longer, until `signal` aborts. */
export function followWish(call: Pick<Call, 'setAddressHidden'>, signal: AbortSignal): void {
  addEventListener(
    'storage',
    (event) => {
      const isHidden = readWish(event);
      if (isHidden !== null) call.setAddressHidden(isHidden);
    },
    { signal },
  );
}
