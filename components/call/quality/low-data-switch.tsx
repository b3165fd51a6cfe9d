import { Switch } from '@/components/ui/switch';
import { useLowData } from './use-low-data';

/** Trades pictures for data: for metered and for bad lines. */
export function LowDataSwitch() {
  const [isDataLow, setDataLow] = useLowData();
  return (
    <Switch
      label="Low data"
      description="Small pictures with few frames, both ways. Sound stays as it is."
      isOn={isDataLow}
      onChange={setDataLow}
    />
  );
}
