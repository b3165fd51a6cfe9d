import type { Call } from '@/lib/call/call';
import { Switch } from '../ui/switch';
import { useStore } from '../use-store';

const detour = 'The others see a relay’s network address instead of yours. The call takes a detour.';
const noRelay = 'This server has no relay to hide behind: while this is on, nobody can be connected to you.';
const notYet =
  'Not hidden yet: whoever is connected to you now sees your address until a relay takes over. To hide it at once, leave and join again.';

interface AddressSwitchProps {
  call: Pick<Call, 'addressPrivacy' | 'setAddressHidden'>;
}

/** Keeps one's network address from the others. Not there where it can't be done: the server has no relay. */
export function AddressSwitch({ call }: AddressSwitchProps) {
  const { isHidden, isSeen, hasRelay } = useStore(call.addressPrivacy.state);
  if (!hasRelay && !isHidden) return null;
  return (
    <Switch
      label="Hide my address"
      description={isHidden && isSeen ? notYet : hasRelay === false ? noRelay : detour}
      isOn={isHidden}
      onChange={(isOn) => call.setAddressHidden(isOn)}
    />
  );
}
