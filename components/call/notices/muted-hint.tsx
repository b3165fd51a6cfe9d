import { MicOff } from 'lucide-react';
import { useStore } from '@/components/use-store';
import { useCall } from '../call-provider';

/** Tells somebody who talks to a microphone that is off. */
export function MutedHint() {
  const isShown = useStore(useCall().localMedia.state, (media) => media.isTalkingWhileMuted);
  return (
    <div role="status">
      {isShown ? (
        <p className="flex animate-enter items-center gap-2 rounded-full bg-surface-raised px-4 py-2 text-sm font-medium shadow-float">
          <MicOff aria-hidden="true" className="size-4 text-danger-ink" />
          You are muted
          <span className="text-text-muted pointer-coarse:hidden">Hold space to talk</span>
        </p>
      ) : null}
    </div>
  );
}
