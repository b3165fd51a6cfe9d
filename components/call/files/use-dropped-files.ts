import { useEffect, useEffectEvent, useState } from 'react';

const hasFiles = (data: DataTransfer | null): data is DataTransfer => data?.types.includes('Files') ?? false;

const editable = 'input, textarea, [contenteditable]:not([contenteditable="false"])';

/**
 * Whether something is pasted as text into where text is written. Office programs put a picture of it beside it; file
 * managers put the names of files beside these, which is no text.
 */
function isTextPasted({ target, clipboardData }: ClipboardEvent, files: readonly File[]): boolean {
  if (!(target instanceof Element) || target.closest(editable) === null) return false;
  const lines = (clipboardData?.getData('text/plain') ?? '').split(/[\r\n]+/).filter((line) => line !== '');
  return lines.some((line) => !files.some(({ name }) => line.endsWith(name)));
}

/** Files that are dropped anywhere on the page or pasted. Returns whether some are being held over it. */
export function useDroppedFiles(isEnabled: boolean, onFiles: (files: readonly File[]) => void): boolean {
  const [isOver, setOver] = useState(false);
  const take = useEffectEvent((files: readonly File[]) => {
    if (files.length > 0) onFiles(files);
  });
  useEffect(() => {
    if (!isEnabled) return;
    const listeners = new AbortController();
    const { signal } = listeners;
    // Entering a child leaves its parent: only the balance tells.
    let depth = 0;
    const setDepth = (value: number) => {
      depth = Math.max(0, value);
      setOver(depth > 0);
    };
    addEventListener('dragenter', (event) => hasFiles(event.dataTransfer) && setDepth(depth + 1), { signal });
    addEventListener('dragleave', (event) => hasFiles(event.dataTransfer) && setDepth(depth - 1), { signal });
    addEventListener(
      'dragover',
      (event) => {
        if (!hasFiles(event.dataTransfer)) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = 'copy';
      },
      { signal },
    );
    addEventListener(
      'drop',
      (event) => {
        if (!hasFiles(event.dataTransfer)) return;
        // Else the browser would open the file in place of the call.
        event.preventDefault();
        setDepth(0);
        const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry?.());
        const files = [...event.dataTransfer.files];
        // A folder looks like a file, and cannot be read as one.
        take(files.filter((_, index) => entries[index]?.isDirectory !== true));
      },
      { signal },
    );
    addEventListener(
      'paste',
      (event) => {
        const files = [...(event.clipboardData?.files ?? [])];
        if (files.length === 0 || isTextPasted(event, files)) return;
        event.preventDefault();
        take(files);
      },
      { signal },
    );
    return () => {
      listeners.abort();
      setOver(false);
    };
  }, [isEnabled]);
  return isOver;
}
