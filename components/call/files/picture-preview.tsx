import { useState } from 'react';
import type { FileOffer } from '@/lib/protocol';
import { useFileUrl } from './use-file-url';

/** A picture that is here, as a picture. What cannot be drawn is not shown. */
export function PicturePreview({ offer }: { offer: FileOffer }) {
  const url = useFileUrl(offer.fileId, offer.type, true);
  const [isBroken, setBroken] = useState(false);
  if (!url || isBroken) return null;
  return (
    // biome-ignore lint/performance/noImgElement: it is on this device already; nothing could make it smaller.
    <img
      src={url}
      alt={`Preview of ${offer.name}`}
      decoding="async"
      onError={() => setBroken(true)}
      className="max-h-56 w-full bg-black/20 object-contain"
    />
  );
}
