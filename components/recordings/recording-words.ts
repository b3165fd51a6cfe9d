import type { SavedFile, SavedRecording } from '@/lib/recording/saved-recordings';

/** "21 November, 14:05" in the words of the browser's language. */
export function describeStart({ note }: SavedRecording): string {
  return new Intl.DateTimeFormat(undefined, {
    day: 'numeric',
    month: 'long',
    hour: 'numeric',
    minute: '2-digit',
  }).format(note.startedAtMs);
}

const unsafeInNames = /[\\/:*?"<>|\p{Cc}]/gu;

/**
 * The name that a file is saved under: "Call 2026-11-21 14.05.webm", or "Call 2026-11-21 14.05, Ada, from 12.3 s.webm"
 * for one of several, which says where it belongs in time.
 */
export function saveName({ note }: SavedRecording, file: SavedFile): string {
  const date = new Date(note.startedAtMs);
  const pad = (value: number) => String(value).padStart(2, '0');
  const day = [date.getFullYear(), pad(date.getMonth() + 1), pad(date.getDate())].join('-');
  const start = `Call ${day} ${pad(date.getHours())}.${pad(date.getMinutes())}`;
  if (file.note.source === 'stage') return `${start}.webm`;
  const label = file.note.label.replace(unsafeInNames, ' ').trim() || 'Guest';
  return `${start}, ${label}, from ${(file.note.startOffsetMs / 1_000).toFixed(1)} s.webm`;
}
