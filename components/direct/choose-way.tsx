import { ClipboardPaste, Video } from 'lucide-react';
import { headingClass } from '../lobby/lobby-layout';
import { FocusedHeading } from '../pages/focused-heading';
import { EarlyButton } from '../ui/early-button';
import { DirectFrame } from './direct-frame';

interface ChooseWayProps {
  /** From a later step: the page has been there for a while. */
  isReturn: boolean;
  onStart: () => void;
  onEnter: () => void;
}

/** The first step: what a direct call is, and the two ways into one. */
export function ChooseWay({ isReturn, onStart, onEnter }: ChooseWayProps) {
  const title = 'Call without a server';
  return (
    <DirectFrame
      heading={
        isReturn ? (
          <FocusedHeading title={title} className={headingClass} />
        ) : (
          <h1 className={headingClass}>{title}</h1>
        )
      }
    >
      <p className="mt-3 text-lg text-text-muted leading-relaxed">
        One of you starts and sends a code, the other sends an answer back, and you talk: nobody else is
        involved.
      </p>
      <div className="mt-8 flex flex-col gap-3 sm:flex-row">
        <EarlyButton size="lg" icon={<Video className="size-5" />} onClick={onStart}>
          Start a direct call
        </EarlyButton>
        <EarlyButton
          size="lg"
          variant="secondary"
          icon={<ClipboardPaste className="size-5" />}
          onClick={onEnter}
        >
          I have a code
        </EarlyButton>
      </div>
      <p className="mt-8 border-border border-t pt-5 text-[0.9375rem] text-text-muted leading-relaxed">
        Works best on the same Wi-Fi, even one without internet; between two homes it often does not. The code
        holds your device’s network address: send it to nobody but the person you want to call.
      </p>
    </DirectFrame>
  );
}
