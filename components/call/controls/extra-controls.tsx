import { UserPlus } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { narrowOnly } from './call-toolbar';
import { canShareScreen } from './use-call-actions';

/** What the toolbar has no room for on the narrowest screens, as the first thing under "More". */
export function ExtraControls({ onInvite }: { onInvite: () => void }) {
  if (!canShareScreen()) return null;
  return (
    <Button
      variant="secondary"
      icon={<UserPlus className="size-5" />}
      className={`mb-4 ${narrowOnly}`}
      onClick={onInvite}
    >
      Invite
    </Button>
  );
}
