import type { Delivery, FileFailure, IncomingView } from '@/lib/files/file-state';

const units = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** "12.4 MB": decimal, as file managers count. */
export function describeSize(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1_000;
    unit += 1;
  }
  const digits = unit === 0 || value >= 99.5 ? 0 : 1;
  return `${value.toFixed(digits)} ${units[unit]}`;
}

/** So much of a name fits two lines of a card, and so much of its end stays: what a file is stands there. */
const nameMax = 40;
const nameEnd = 13;

/** The name as it fits a card: what is too long is cut in the middle, and the extension stays. */
export function shortenName(name: string): string {
  const characters = [...name];
  if (characters.length <= nameMax) return name;
  const start = characters.slice(0, nameMax - nameEnd - 1).join('');
  return `${start}…${characters.slice(-nameEnd).join('')}`;
}

/** "2:05", or "1:02:05". */
export function describeDuration(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1_000));
  const [h, m, s] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60];
  const padded = (value: number) => String(value).padStart(2, '0');
  return h > 0 ? `${h}:${padded(m)}:${padded(s)}` : `${m}:${padded(s)}`;
}

/** "about 20 s left"; empty while nobody can know. */
function describeTimeLeft(bytes: number, bytesPerSecond: number): string {
  if (bytesPerSecond < 1) return '';
  const seconds = bytes / bytesPerSecond;
  if (seconds < 60) return `${Math.max(1, Math.round(seconds))} s left`;
  if (seconds < 3_600) return `${Math.round(seconds / 60)} min left`;
  return seconds < 86_400 ? `${Math.round(seconds / 3_600)} h left` : 'more than a day left';
}

function describeProgress(
  size: number,
  { doneBytes, bytesPerSecond }: Pick<Delivery, 'doneBytes' | 'bytesPerSecond'>,
) {
  const speed = bytesPerSecond < 1 ? '' : `${describeSize(bytesPerSecond)}/s`;
  const left = describeTimeLeft(size - doneBytes, bytesPerSecond);
  return [`${describeSize(doneBytes)} of ${describeSize(size)}`, speed, left].filter(Boolean).join(' · ');
}

/** Why a file did not come, and what to do. */
export const failures: Record<FileFailure, string> = {
  withdrawn: 'It is not shared any more.',
  changed: 'The file was changed meanwhile. Try again to get the new one.',
  unreadable: 'The sender’s browser cannot read it any more.',
  corrupt: 'What arrived was damaged. Try again.',
  'no-room': 'There is not enough room in this browser. Free some, then try again.',
  'not-kept': 'This browser could not keep it. Try again.',
};

/** What is going on with a file that somebody offers us, in one line. */
export function describeIncoming({ offer, state, doneBytes, bytesPerSecond }: IncomingView): string {
  const { size } = offer;
  switch (state.status) {
    case 'offered':
    case 'done':
      return describeSize(size);
    case 'queued':
      return `${describeSize(size)} · waits for its turn`;
    case 'receiving':
      return describeProgress(size, { doneBytes, bytesPerSecond });
    case 'paused':
      return `Paused at ${describeSize(doneBytes)} of ${describeSize(size)}`;
    case 'waiting':
      return {
        sender: 'Goes on when the sender is back',
        resumption: 'The sender has paused it',
        choice: 'The sender has to choose the file again',
      }[state.for];
    case 'failed':
      return failures[state.failure];
  }
}

/** What a file for somebody does who has left. */
export function describeAbsence(name: string): string {
  return `Waits until ${name} is back`;
}

/** How far a file of ours has come with somebody, who may have left. */
export function describeDelivery(name: string, size: number, delivery: Delivery, isHere: boolean): string {
  if (delivery.status === 'sending' && !isHere) return describeAbsence(name);
  switch (delivery.status) {
    case 'done':
      return `${name} has it`;
    case 'sending':
      return `${name}: ${describeProgress(size, delivery)}`;
    case 'paused':
      return `${name} has paused it`;
    case 'cancelled':
      return `${name} does not want it`;
    case 'failed':
      return `${name} could not get it`;
  }
}
