import { useEffect, useState } from 'react';
import { useFiles } from './use-files';

/**
 * An object URL of a file that is here, as this media type; `null` until there is one. The caller vouches for the
 * type: it must be one that runs nothing.
 */
export function useFileUrl(fileId: string, type: string, isWanted: boolean): string | null {
  const files = useFiles();
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    if (!files || !isWanted) return;
    let isOver = false;
    let made: string | null = null;
    files.read(fileId).then(
      (blob) => {
        if (isOver || !blob) return;
        made = URL.createObjectURL(new Blob([blob], { type }));
        setUrl(made);
      },
      () => setUrl(null),
    );
    return () => {
      isOver = true;
      if (made) URL.revokeObjectURL(made);
      setUrl(null);
    };
  }, [files, fileId, type, isWanted]);
  return url;
}
