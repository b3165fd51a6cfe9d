import { Hand, SmilePlus } from 'lucide-react';
import { Popover } from 'radix-ui';
import { useRef, useState } from 'react';
import { ControlButton } from '../controls/control-button';
import { useIsHandRaised } from '../hands/use-presence';
import { ReactionPicker } from './reaction-picker';

/** The toolbar's way to the hand and the reactions. It stays open for more than one clap; a hand closes it. */
export function ReactionsButton({ className }: { className?: string }) {
  const isRaised = useIsHandRaised();
  const [isOpen, setOpen] = useState(false);
  const isByPointer = useRef(false);
  return (
    <Popover.Root open={isOpen} onOpenChange={setOpen}>
      <Popover.Trigger asChild>
        <ControlButton
          {...(className ? { className } : {})}
          label="Reactions"
          icon={isRaised ? <Hand /> : <SmilePlus />}
          variant={isRaised || isOpen ? 'accent' : 'solid'}
          onClick={({ detail }) => {
            isByPointer.current = detail > 0;
          }}
        />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          aria-label="Reactions"
          side="top"
          sideOffset={12}
          collisionPadding={8}
          // Not left to Radix: a hint that is still fading away has Escape for itself.
          onKeyDown={({ key }) => key === 'Escape' && setOpen(false)}
          // After a press of the mouse the space bar talks, and does not open this again.
          onCloseAutoFocus={(event) => isByPointer.current && event.preventDefault()}
          className="z-40 animate-enter rounded-[1.75rem] bg-surface-raised p-2 text-text shadow-float ring-1 ring-white/10"
        >
          <ReactionPicker onPicked={(picked) => picked === 'hand' && setOpen(false)} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
