import { X } from 'lucide-react';
import { useRef } from 'react';
import { Button } from '@/components/ui/button';
import { IconButton } from '@/components/ui/icon-button';
import { useFocusHandover } from '@/components/use-focus-handover';
import { SignalIcon } from './signal-icon';
import { useLowData } from './use-low-data';
import { useQuality, useQualityState } from './use-quality';

/** The proposal to use less data, once in a call whose line stays poor. */
export function LowDataBanner() {
  const isProposed = useQualityState((state) => state.isLowDataProposed);
  return isProposed ? <Proposal /> : null;
}

function Proposal() {
  const quality = useQuality();
  const [, setDataLow] = useLowData();
  const banner = useRef<HTMLDivElement>(null);
  useFocusHandover(banner);
  return (
    <div
      ref={banner}
      className="flex w-full max-w-xl animate-enter flex-wrap items-center justify-end gap-x-3 rounded-2xl bg-surface-raised py-1.5 pr-1.5 pl-4 text-sm"
    >
      <SignalIcon level="poor" className="size-5 shrink-0 max-sm:hidden" />
      <p className="min-w-0 grow basis-56 py-1">
        Your connection is poor. Smaller pictures help the sound get through.
      </p>
      <Button variant="secondary" className="shrink-0" onClick={() => setDataLow(true)}>
        Use low data
      </Button>
      <IconButton label="Not now" icon={<X />} variant="ghost" onClick={() => quality?.declineLowData()} />
    </div>
  );
}
