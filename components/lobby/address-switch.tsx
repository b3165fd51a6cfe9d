import type { Call } from '@/lib/call/call';
import { Switch } from '../ui/switch';
import { useStore } from '../use-store';

interface AddressSwitchProps {
  call: Pick<Call, 'addressPrivacy' | 'setAddressHidden'>;
}

/** Keeps one's network address from the others. Not there where it can't be done: the server has no relay. */
export function AddressSwitch({ call }: AddressSwitchProps) {
  const { isHidden, hasRelay } = useStore(call.addressPrivacy.state);
  if (!hasRelay && !isHidden) return null;
  return (
    <Switch
      label="Hide my address"
      description={
        hasRelay === false
          ? 'This server has no relay to hide behind: while this is on, nobody can be connected to you.'
          : 'The others see a relay’s network address instead of yours. The call takes a detour.'
      }
      isOn={isHidden}
      onChange={(isOn) => call.setAddressHidden(isOn)}
    />
  );
}
