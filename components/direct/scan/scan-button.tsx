import { QrCode } from 'lucide-react';
import { useState } from 'react';
import type { LocalMedia } from '@/lib/media/local-media';
import { useReturnFocus } from '../../call/hooks/use-return-focus';
import { Button } from '../../ui/button';
import { loadScanner, type Scanner } from './load-scanner';

interface ScanButtonProps {
  /** Whose camera is in use meanwhile, if any. */
  localMedia: LocalMedia | null;
  /** What the QR code says. */
  onText: (text: string) => void;
}

/** Reads a code from another screen with the camera. */
export function ScanButton({ localMedia, onText }: ScanButtonProps) {
  const [scanner, setScanner] = useState<Scanner | 'loading' | 'failed' | null>(null);
  const isOpen = scanner !== null && typeof scanner === 'object';
  useReturnFocus(isOpen);

  async function open() {
    if (scanner === 'loading') return;
    setScanner('loading');
    // Loaded when somebody scans. Without a server it may be out of reach, and the code can still be pasted.
    setScanner(await loadScanner().catch(() => 'failed' as const));
  }

  return (
    <>
      <Button
        variant="secondary"
        icon={<QrCode className="size-5" />}
        isBusy={scanner === 'loading'}
        aria-haspopup="dialog"
        onClick={() => void open()}
      >
        Scan
      </Button>
      <p
        role="status"
        className="order-last basis-full text-[0.9375rem] text-text-muted leading-snug empty:absolute"
      >
        {scanner === 'failed'
          ? 'The scanner can’t be loaded without the server. Paste the code instead.'
          : null}
      </p>
      {isOpen ? (
        <scanner.ScanDialog
          localMedia={localMedia}
          read={scanner.read}
          onClose={() => setScanner(null)}
          onText={(text) => {
            setScanner(null);
            onText(text);
          }}
        />
      ) : null}
    </>
  );
}
