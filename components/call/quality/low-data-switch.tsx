import { Switch } from 'radix-ui';
import { useId } from 'react';
import { useLowData } from './use-low-data';

/** Trades pictures for data: for metered and for bad lines. */
export function LowDataSwitch() {
  const [isDataLow, setDataLow] = useLowData();
  const id = useId();
  return (
    <div className="flex items-center justify-between gap-4">
      <div className="min-w-0">
        <label htmlFor={id} className="font-medium">
          Low data
        </label>
        <p id={`${id}-why`} className="text-sm text-text-muted">
          Small pictures with few frames, both ways. Sound stays as it is.
        </p>
      </div>
      <Switch.Root
        id={id}
        aria-describedby={`${id}-why`}
        checked={isDataLow}
        onCheckedChange={setDataLow}
        className="group flex h-11 w-14 shrink-0 items-center justify-center rounded-full"
      >
        <span className="flex h-7 w-12 items-center rounded-full border border-border-strong bg-text/12 p-0.5 transition-colors group-data-[state=checked]:border-transparent group-data-[state=checked]:bg-accent">
          <Switch.Thumb className="size-5.5 rounded-full bg-text transition-transform data-[state=checked]:translate-x-5 data-[state=checked]:bg-accent-text" />
        </span>
      </Switch.Root>
    </div>
  );
}
