import { MonitorUp, ShieldAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { Spinner } from '@/components/ui/spinner';
import { useStore } from '@/components/use-store';
import type { ServerLink } from '@/lib/call/call-state';
import { messages } from '@/lib/errors/messages';
import { useCall } from '../call-provider';
import { LowDataBanner } from '../quality/low-data-banner';

interface BannersProps {
  /** The seat was asked for and is not granted yet. */
  isJoining: boolean;
  serverLink: ServerLink;
  isTampered: boolean;
}

function Banner({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <div className="flex animate-enter items-center gap-2.5 rounded-full bg-surface-raised px-4 py-1.5 text-sm">
      {icon}
      {children}
    </div>
  );
}

/** Seen only when joining lasts, and over the stage, which keeps its size for the usual join that does not. */
function JoiningBanner() {
  return (
    <div className="pointer-events-none absolute inset-x-0 top-safe-3 z-20 flex animate-fade justify-center [animation-delay:1s]">
      <Banner icon={<Spinner />}>Joining the call…</Banner>
    </div>
  );
}

/** Lasting conditions of the call, above the stage: quiet, and gone when they are over. */
export function Banners({ isJoining, serverLink, isTampered }: BannersProps) {
  const isSharing = useStore(useCall().localMedia.state, (media) => media.screen.status === 'on');
  const { title, body, action } = messages['call-tampered'];
  return (
    <div role="status" className="flex shrink-0 flex-col items-center gap-2 not-empty:pb-2">
      {isTampered ? (
        <div className="flex w-full max-w-3xl animate-enter items-start gap-3 rounded-2xl border border-warning/40 bg-warning/10 px-4 py-2.5 text-sm">
          <ShieldAlert aria-hidden="true" className="mt-0.5 size-5 shrink-0 text-warning" />
          <p>
            <span className="font-semibold">{title}.</span> {body} {action}
          </p>
        </div>
      ) : null}
      {isJoining ? <JoiningBanner /> : null}
      {serverLink === 'reconnecting' && !isJoining ? (
        <Banner icon={<Spinner />}>Reconnecting to the room. You can go on talking.</Banner>
      ) : null}
      <LowDataBanner />
      {isSharing ? (
        <Banner icon={<MonitorUp aria-hidden="true" className="size-4 text-accent" />}>
          Everyone can see your screen
        </Banner>
      ) : null}
    </div>
  );
}
