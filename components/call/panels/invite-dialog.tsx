import { leadsHereOnly } from '@/components/leads-here-only';
import { Dialog } from '@/components/ui/dialog';
import { InviteLink } from './invite-link';
import { QrCode } from './qr-code';

interface InviteDialogProps {
  linkUrl: string;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}

/** How to let somebody in. */
export function InviteDialog({ linkUrl, isOpen, onOpenChange }: InviteDialogProps) {
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      title="Invite"
      description="Whoever has this link can join, and nobody else."
    >
      <InviteLink linkUrl={linkUrl} />
      {leadsHereOnly(linkUrl) ? null : (
        <div className="mt-6 flex flex-col items-center gap-3">
          <QrCode text={linkUrl} label="QR code of the call link" className="w-44 rounded-2xl" />
          <p className="text-sm text-text-muted">Scan to join on a phone</p>
        </div>
      )}
    </Dialog>
  );
}
