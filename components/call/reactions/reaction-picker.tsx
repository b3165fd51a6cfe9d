import { Hand } from 'lucide-react';
import { Toolbar } from 'radix-ui';
import type { KeyboardEvent } from 'react';
import { Button } from '@/components/ui/button';
import { useStore } from '@/components/use-store';
import { reactions } from '@/lib/protocol';
import { useCall } from '../call-provider';
import { useIsHandRaised } from '../hands/use-presence';
import { useToggleHand } from '../hands/use-toggle-hand';
import { emojiFont, reactionSigns } from './reaction-signs';

interface ReactionPickerProps {
  onPicked: (picked: 'hand' | 'reaction') => void;
}

/** Up and down go between the hand and the signs below it; Radix knows left and right. */
function moveBetweenRows({ key, currentTarget, target }: KeyboardEvent<HTMLElement>): void {
  if (key !== 'ArrowUp' && key !== 'ArrowDown') return;
  const [hand, sign] = currentTarget.querySelectorAll('button');
  const other = target === hand ? sign : hand;
  other?.focus();
}

/** The raised hand, and the signs that float over one's tile for a moment. */
export function ReactionPicker({ onPicked }: ReactionPickerProps) {
  const activities = useStore(useCall().activities);
  const isRaised = useIsHandRaised();
  const toggleHand = useToggleHand();
  const isDisabled = activities === null;
  return (
    <Toolbar.Root aria-label="Hand and reactions" className="flex flex-col gap-2" onKeyDown={moveBetweenRows}>
      <Toolbar.Button asChild disabled={isDisabled}>
        <Button
          variant={isRaised ? 'primary' : 'secondary'}
          icon={<Hand className="size-5" />}
          onClick={() => {
            toggleHand();
            onPicked('hand');
          }}
        >
          {isRaised ? 'Lower hand' : 'Raise hand'}
        </Button>
      </Toolbar.Button>
      <div className="flex justify-between gap-0.5">
        {reactions.map((reaction) => (
          <Toolbar.Button
            key={reaction}
            aria-label={reactionSigns[reaction].name}
            title={reactionSigns[reaction].name}
            disabled={isDisabled}
            className="flex size-11 items-center justify-center rounded-full text-2xl transition-[background-color,transform] hover:bg-text/10 active:scale-90"
            onClick={() => {
              activities?.reactions.react(reaction);
              onPicked('reaction');
            }}
          >
            <span aria-hidden="true" className={emojiFont}>
              {reactionSigns[reaction].emoji}
            </span>
          </Toolbar.Button>
        ))}
      </div>
    </Toolbar.Root>
  );
}
