import type { RecordingProblem } from '@/lib/recording/recording-error';
import { describeBytes } from '../quality/describe-figures';

/** "Ada is recording", "Ada and Bo are recording", "Ada, Bo and Cleo are recording". */
export function describeRecorders(names: readonly string[]): string {
  if (names.length <= 1) return `${names[0] ?? 'Nobody'} is recording`;
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)} are recording`;
}

/** Browsers tell no more than this, so that nobody is known by their disk. */
const toldBytes = 10 * 2 ** 30;

/** "1.20 GB free", "over 10 GB free". */
export function describeFree(bytes: number): string {
  return bytes >= toldBytes ? 'over 10 GB free' : `${describeBytes(bytes)} free`;
}

/** "0:07", "12:34", "1:02:03". */
export function describeElapsed(elapsedMs: number): string {
  const seconds = Math.floor(elapsedMs / 1_000);
  const pad = (value: number) => String(value).padStart(2, '0');
  const [h, m, s] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60];
  return h > 0 ? `${h}:${pad(m)}:${pad(s)}` : `${m}:${pad(s)}`;
}

const causes: Record<RecordingProblem, { before: string; meanwhile: string }> = {
  'disk-full': {
    before: 'This device has no room for it.',
    meanwhile: 'This device has no room left.',
  },
  failed: {
    before: 'Try again. If that does not help, reload the page.',
    meanwhile: 'This browser could not go on.',
  },
};

/** Why a recording ended by itself, and what there is of it. */
export function describeProblem({
  problem,
  isEmpty,
}: {
  problem: RecordingProblem | null;
  /** Nothing of it is on disk. */
  isEmpty: boolean;
}): { title: string; description: string } | null {
  if (problem === null) return null;
  const { before, meanwhile } = causes[problem];
  if (isEmpty) {
    return { title: 'The recording did not start', description: `Nothing was recorded. ${before}` };
  }
  return {
    title: 'The recording stopped',
    description: `${meanwhile} What was recorded until then is saved.`,
  };
}
