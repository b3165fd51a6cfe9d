import { Square } from 'lucide-react';
import type { ReactNode } from 'react';
import { Spinner } from '@/components/ui/spinner';
import type { RemoteParticipant } from '@/lib/call/call-state';
import { describeBytes } from '../quality/describe-figures';
import { describeElapsed, describeFree, describeRecorders } from './describe-recording';
import { useRecorderState, useRecordingControl } from './recording-context';
import { useOthersRecording } from './use-others-recording';

function Pill({ children }: { children: ReactNode }) {
  return (
    <div className="flex min-h-9 max-w-full animate-enter items-center gap-2.5 rounded-full bg-surface-raised px-4 py-1 text-sm">
      {children}
    </div>
  );
}

function Dot() {
  return <span aria-hidden="true" className="size-2.5 shrink-0 rounded-full bg-danger" />;
}

function OwnRecording() {
  const state = useRecorderState();
  const control = useRecordingControl();
  switch (state.phase) {
    case 'idle':
    case 'stopped':
      return null;
    case 'starting':
      return (
        <Pill>
          <Spinner />
          Starting to record…
        </Pill>
      );
    case 'finishing':
      return (
        <Pill>
          <Spinner />
          Saving the recording…
        </Pill>
      );
    case 'recording': {
      const { elapsedMs, bytes, freeBytes } = state;
      return (
        <Pill>
          <Dot />
          <span className="font-medium max-[26rem]:sr-only">Recording</span>
          <span className="tabular-nums">{describeElapsed(elapsedMs)}</span>
          <span className="truncate text-text-muted tabular-nums">
            {describeBytes(bytes)}
            {freeBytes === null ? null : <span> · {describeFree(freeBytes)}</span>}
          </span>
          <button
            type="button"
            onClick={() => control.stop()}
            className="-mr-3 inline-flex min-h-11 shrink-0 items-center gap-2 rounded-full px-3 font-semibold hover:bg-text/10"
          >
            <Square aria-hidden="true" className="size-3.5 fill-current text-danger-ink" />
            <span>
              Stop<span className="max-sm:sr-only"> recording</span>
            </span>
          </button>
        </Pill>
      );
    }
  }
}

/** Who records, for everybody; and one's own recording with how long, how large, how much room, and its end. */
export function RecordingBar({ participants }: { participants: readonly RemoteParticipant[] }) {
  const names = useOthersRecording(participants);
  return (
    <div className="flex shrink-0 flex-col items-center gap-2 not-empty:pb-2">
      <OwnRecording />
      {names.length > 0 ? (
        <Pill>
          <Dot />
          <span className="truncate">{describeRecorders(names)}</span>
        </Pill>
      ) : null}
    </div>
  );
}
