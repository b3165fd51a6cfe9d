import { useRef } from 'react';
import type { LocalMedia } from '@/lib/media/local-media';
import { DeviceProblem } from '../../lobby/device-problem';
import { Dialog } from '../../ui/dialog';
import type { QrReader } from './qr-reader';
import { useScan } from './use-scan';

interface ScanDialogProps {
  localMedia: LocalMedia | null;
  read: QrReader;
  onClose: () => void;
  onText: (text: string) => void;
}

/** The camera's picture, until there is a QR code in it. */
export function ScanDialog({ localMedia, read, onClose, onText }: ScanDialogProps) {
  const video = useRef<HTMLVideoElement>(null);
  const error = useScan(video, { localMedia, read, onText });
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title="Scan the code"
      description="Point the camera at the QR code on the other person’s screen."
    >
      {error ? (
        <div role="alert">
          <DeviceProblem code={error} />
        </div>
      ) : (
        <video
          ref={video}
          muted
          playsInline
          autoPlay
          aria-label="What the camera sees"
          className="aspect-square w-full rounded-2xl bg-stage object-cover"
        />
      )}
    </Dialog>
  );
}
