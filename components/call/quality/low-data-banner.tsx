import { Signal, X } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { IconButton } from '@/components/ui/icon-button';
import { useLowData } from './use-low-data';
import { useQuality, useQualityState } from './use-quality';

/** The proposal to use less data, once in a call whose line stays poor. */
export function LowDataBanner() {
  const quality = useQuality();
  const isProposed = useQualityState((state) => state.isLowDataProposed);
  const [, setDataLow] = useLowData();
  if (!isProposed) return null;
  return (
    <div className="flex w-full max-w-xl animate-enter items-center gap-3 rounded-2xl bg-surface-raised py-1.5 pr-1.5 pl-4 text-sm">
      <Signal aria-hidden="true" className="size-5 shrink-0 text-warning max-sm:hidden" />
      <p className="min-w-0 grow py-1">
        Your connection is poor. Smaller pictures help the sound get through.
      </p>
      <Button variant="secondary" className="shrink-0" onClick={() => setDataLow(true)}>
        Use low data
      </Button>
      <IconButton label="Not now" icon={<X />} variant="ghost" onClick={() => quality?.declineLowData()} />
    </div>
  );
}
