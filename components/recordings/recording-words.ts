import type { SavedFile, SavedRecording } from '@/lib/recording/saved-recordings';
import type { SaveOutcome } from './save-copy';

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

/** How far a file has come on its way out; `undefined` before anybody asked. */
export type SaveState = SaveOutcome | 'saving' | undefined;

/** What became of saving a file, and what that means for the one that is kept here. */
export function describeOutcome(state: SaveState): string {
  switch (state) {
    case 'saving':
      return 'Saving a copy…';
    case 'saved':
      return 'A copy is where you put it; this one stays until you discard it.';
    case 'handed-over':
      return 'Look in your downloads before you discard it.';
    case 'failed':
      return 'It could not be saved. It is still here: try again, or choose another place.';
    case 'cancelled':
    case undefined:
      return '';
  }
}

/** The question before a recording goes for good, by what became of its files. */
export function askToDiscard(states: readonly SaveState[]): string {
  if (states.every((state) => state === 'saved')) return 'Discard it? What you saved stays.';
  const isHandedOver = states.includes('handed-over');
  return `Discard it? It cannot be brought back${isHandedOver ? ': look in your downloads first' : ''}.`;
}

/** "2 recordings wait on this device to be saved."; empty when there are none. */
export function describeCount(count: number): string {
  if (count === 0) return '';
  return count === 1
    ? 'A recording waits on this device to be saved.'
    : `${count} recordings wait on this device to be saved.`;
}
