import { useEffect, useEffectEvent, useState } from 'react';
import { toast } from 'sonner';

const hasFiles = (data: DataTransfer | null): data is DataTransfer => data?.types.includes('Files') ?? false;

const editable = 'input, textarea, [contenteditable]:not([contenteditable="false"])';

/**
 * Whether something is pasted as text into where text is written. Office programs put a picture of it beside it; file
 * managers put the names of files beside these, which is no text.
 */
function isTextPasted({ target, clipboardData }: ClipboardEvent, files: readonly File[]): boolean {
  if (!(target instanceof Element) || target.closest(editable) === null) return false;
  const lines = (clipboardData?.getData('text/plain') ?? '').split(/[\r\n]+/).filter((line) => line !== '');
  const isName = (line: string) =>
    files.some(({ name }) => line.endsWith(name) || withoutEscapes(line).endsWith(name));
  return lines.some((line) => !isName(line));
}

/** Without the escapes of an address (RFC 3986 2.1); the text itself where it has others. */
function withoutEscapes(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** While files are held over the page the browser says so at least every 550 ms (HTML, "drag-and-drop processing model"). */
const heldMs = 600;

/**
 * Files that are dropped anywhere on the page or pasted. Returns whether some are being held over it. While it is not
 * enabled they are dropped in vain: the browser would open them in place of the call.
 */
export function useDroppedFiles(isEnabled: boolean, onFiles: (files: readonly File[]) => void): boolean {
  const [isOver, setOver] = useState(false);
  const take = useEffectEvent((files: readonly File[]) => {
    if (files.length > 0) onFiles(files);
  });
  useEffect(() => {
    const listeners = new AbortController();
    const { signal } = listeners;
    let timer: ReturnType<typeof setTimeout> | undefined;
    // Nobody says that they are gone when what they were held over went first.
    const hold = (isHeld: boolean) => {
      clearTimeout(timer);
      setOver(isHeld && isEnabled);
      if (isHeld) timer = setTimeout(() => setOver(false), heldMs);
    };
    addEventListener(
      'dragover',
      (event) => {
        if (!hasFiles(event.dataTransfer)) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = isEnabled ? 'copy' : 'none';
        hold(true);
      },
      { signal },
    );
    addEventListener(
      'drop',
      (event) => {
        if (!hasFiles(event.dataTransfer)) return;
        event.preventDefault();
        hold(false);
        if (!isEnabled) return;
        const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry?.());
        const files = [...event.dataTransfer.files];
        // A folder looks like a file, and cannot be read as one.
        const readable = files.filter((_, index) => entries[index]?.isDirectory !== true);
        if (readable.length < files.length) {
          toast('Folders cannot be sent', { description: 'Send the files in it, or pack it into one.' });
        }
        take(readable);
      },
      { signal },
    );
    addEventListener(
      'paste',
      (event) => {
        const files = [...(event.clipboardData?.files ?? [])];
        if (!isEnabled || files.length === 0 || isTextPasted(event, files)) return;
        event.preventDefault();
        take(files);
      },
      { signal },
    );
    return () => {
      listeners.abort();
      hold(false);
    };
  }, [isEnabled]);
  return isOver;
}
