import { UserPlus, Users } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { ReactionPicker } from '../reactions/reaction-picker';
import { toolbarPlaces } from './toolbar-room';
import { canShareScreen } from './use-call-actions';

interface ExtraControlsProps {
  /** `null` where nobody can be invited. */
  onInvite: (() => void) | null;
  onPeople: () => void;
  /** The hand or a reaction was picked, to be seen on the stage. */
  onReacted: () => void;
}

/** What the toolbar has no room for on the narrowest screens, as the first things under "More". */
export function ExtraControls({ onInvite, onPeople, onReacted }: ExtraControlsProps) {
  const { invite, reactions, people } = toolbarPlaces(canShareScreen());
  return (
    <div className={`mb-4 flex flex-col gap-2 ${invite.menu}`}>
      <div className={reactions.menu}>
        <ReactionPicker onPicked={onReacted} />
      </div>
      {onInvite ? (
        <Button variant="secondary" icon={<UserPlus className="size-5" />} onClick={onInvite}>
          Invite
        </Button>
      ) : null}
      <Button
        variant="secondary"
        icon={<Users className="size-5" />}
        className={people.menu}
        onClick={onPeople}
      >
        People
      </Button>
    </div>
  );
}
