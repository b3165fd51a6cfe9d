import { Popover } from 'radix-ui';
import type { QualityLevel } from '@/lib/quality/rate-sample';
import { ConnectionFigures } from './connection-figures';
import { describeQuality } from './describe-quality';
import { SignalIcon } from './signal-icon';

interface SignalButtonProps {
  participantId: string;
  displayName: string;
  level: QualityLevel;
  effect: string | null;
  isRelayed: boolean;
}

/** The mark of a connection that is not good, in the corner of a tile. Pressed, it tells the figures. */
export function SignalButton({ participantId, displayName, level, effect, isRelayed }: SignalButtonProps) {
  const words = describeQuality(displayName, level, effect);
  return (
    <Popover.Root>
      <Popover.Trigger
        aria-label={words}
        title={words}
        className="group absolute top-1 right-1 z-10 flex size-11 animate-fade items-center justify-center rounded-full"
      >
        <span className="flex size-8 items-center justify-center rounded-full bg-black/65 transition-colors group-hover:bg-black/85">
          <SignalIcon level={level} className="size-5" />
        </span>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          aria-label={`Connection to ${displayName}`}
          collisionPadding={12}
          className="z-40 w-[min(20rem,calc(100vw-1.5rem))] animate-fade rounded-2xl bg-surface-raised p-4 text-text shadow-float ring-1 ring-white/10"
        >
          <p className="mb-3 text-[0.9375rem] font-medium">{words}</p>
          <ConnectionFigures participantId={participantId} isRelayed={isRelayed} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
