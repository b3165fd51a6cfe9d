import type { IncomingStatus } from './file-state';
import type { IncomingFile } from './incoming-file';

type Known = Pick<IncomingFile, 'isDone' | 'failure' | 'isWanted' | 'isPaused' | 'offer' | 'fetching'>;

/** What people are told of a file that is offered to them. */
export function statusOf(file: Known, isSenderHere: boolean): IncomingStatus {
  if (file.isDone) return { status: 'done' };
  if (file.failure) return { status: 'failed', failure: file.failure };
  if (!file.isWanted) return { status: 'offered' };
  if (file.isPaused) return { status: 'paused' };
  if (!isSenderHere) return { status: 'waiting', for: 'sender' };
  if (file.offer.state === 'paused') return { status: 'waiting', for: 'resumption' };
  if (file.offer.state === 'missing') return { status: 'waiting', for: 'choice' };
  return { status: file.fetching ? 'receiving' : 'queued' };
}
