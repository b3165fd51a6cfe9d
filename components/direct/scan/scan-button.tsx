import { QrCode } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import type { LocalMedia } from '@/lib/media/local-media';
import { Button } from '../../ui/button';

/** Loaded when somebody scans: most paste. */
const ScanDialog = lazy(async () => ({ default: (await import('./scan-dialog')).ScanDialog }));

interface ScanButtonProps {
  /** Whose camera is in use meanwhile, if any. */
  localMedia: LocalMedia | null;
  /** What the QR code says. */
  onText: (text: string) => void;
}

/** Reads a code from another screen with the camera. */
export function ScanButton({ localMedia, onText }: ScanButtonProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        variant="secondary"
        icon={<QrCode className="size-5" />}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        Scan
      </Button>
      {isOpen ? (
        <Suspense fallback={null}>
          <ScanDialog
            localMedia={localMedia}
            onClose={() => setOpen(false)}
            onText={(text) => {
              setOpen(false);
              onText(text);
            }}
          />
        </Suspense>
      ) : null}
    </>
  );
}
