import { MonitorUp, ShieldAlert, Unplug } from 'lucide-react';
import type { ReactNode } from 'react';
import { Spinner } from '@/components/ui/spinner';
import { useStore } from '@/components/use-store';
import type { ServerLink } from '@/lib/call/call-state';
import type { ErrorCode } from '@/lib/errors/error-code';
import { messages } from '@/lib/errors/messages';
import { useCall } from '../call-provider';
import { LowDataBanner } from '../quality/low-data-banner';

const noticeIcon = 'mt-0.5 size-5 shrink-0 text-warning';

interface BannersProps {
  /** The seat was asked for and is not granted yet. */
  isJoining: boolean;
  serverLink: ServerLink;
  /** Why the server does not take this page back. */
  refusal: ErrorCode | null;
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

/** Several sentences, for what needs somebody to do something. */
function Notice({ icon, title, children }: { icon: ReactNode; title: string; children: ReactNode }) {
  return (
    <div className="flex w-full max-w-3xl animate-enter items-start gap-3 rounded-2xl border border-warning/40 bg-warning/10 px-4 py-2.5 text-sm">
      {icon}
      <p>
        <span className="font-semibold">{title}.</span> {children}
      </p>
    </div>
  );
}

/** Seen only when joining lasts, and over the stage, which keeps its size for the usual join that does not. */
function JoiningBanner() {
  return (
    <div className="pointer-events-none absolute inset-x-0 top-safe-3 z-20 flex animate-fade justify-center [animation-delay:1s]">
      {/* What nobody sees does not turn either. */}
      <Banner icon={<Spinner className="[animation-delay:1s]" />}>Joining the call…</Banner>
    </div>
  );
}

/** Lasting conditions of the call, above the stage: quiet, and gone when they are over. */
export function Banners({ isJoining, serverLink, refusal, isTampered }: BannersProps) {
  const { status: screen, hasSound } = useStore(useCall().localMedia.state, (media) => media.screen);
  const { title, body, action } = messages['call-tampered'];
  return (
    <div role="status" className="flex shrink-0 flex-col items-center gap-2 not-empty:pb-2">
      {isTampered ? (
        <Notice icon={<ShieldAlert aria-hidden="true" className={noticeIcon} />} title={title}>
          {body} {action}
        </Notice>
      ) : null}
      {refusal ? (
        <Notice icon={<Unplug aria-hidden="true" className={noticeIcon} />} title={messages[refusal].title}>
          {isJoining
            ? messages[refusal].action
            : 'The call goes on with those who are in it, but nobody new can join you. Reload the page when you are done.'}
        </Notice>
      ) : null}
      {isJoining && !refusal ? <JoiningBanner /> : null}
      {serverLink === 'reconnecting' && !isJoining && !refusal ? (
        <Banner icon={<Spinner />}>Reconnecting to the room. You can go on talking.</Banner>
      ) : null}
      <LowDataBanner />
      {screen === 'on' ? (
        <Banner icon={<MonitorUp aria-hidden="true" className="size-4 text-accent" />}>
          Everyone can see your screen, {hasSound ? 'with its sound' : 'without sound'}
        </Banner>
      ) : null}
    </div>
  );
}
