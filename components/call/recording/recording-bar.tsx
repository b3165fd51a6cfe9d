import { Square } from 'lucide-react';
import { type ComponentProps, useRef } from 'react';
import { Spinner } from '@/components/ui/spinner';
import { useFocusHandover } from '@/components/use-focus-handover';
import type { RemoteParticipant } from '@/lib/call/call-state';
import { describeBytes } from '../quality/describe-figures';
import { describeElapsed, describeFree, describeRecorders } from './describe-recording';
import { useRecorderState, useRecordingControl } from './recording-context';
import { useOthersRecording } from './use-others-recording';

function Pill({ children, ...rest }: ComponentProps<'div'>) {
  return (
    <div
      {...rest}
      className="flex min-h-9 max-w-full animate-enter items-center gap-2.5 rounded-full bg-surface-raised px-4 py-1 text-sm focus-visible:outline-offset-0"
    >
      {children}
    </div>
  );
}

function Dot() {
  return <span aria-hidden="true" className="size-2.5 shrink-0 rounded-full bg-danger" />;
}

function OwnRecording() {
  const { phase } = useRecorderState();
  return phase === 'idle' || phase === 'stopped' ? null : <OwnPill />;
}

/** One pill from the start to the end: it keeps the focus of whoever pressed its button. */
function OwnPill() {
  const pill = useRef<HTMLDivElement>(null);
  useFocusHandover(pill);
  const state = useRecorderState();
  const isFinishing = state.phase === 'finishing';
  return (
    <Pill ref={pill} tabIndex={-1}>
      {state.phase === 'recording' ? (
        <>
          <Dot />
          <span className="font-medium max-[26rem]:sr-only">Recording</span>
          <span className="tabular-nums">{describeElapsed(state.elapsedMs)}</span>
          <span className="truncate text-text-muted tabular-nums">
            {describeBytes(state.bytes)}
            {state.freeBytes === null ? null : <span> · {describeFree(state.freeBytes)}</span>}
          </span>
        </>
      ) : (
        <>
          <Spinner />
          {isFinishing ? 'Saving the recording…' : 'Starting to record…'}
        </>
      )}
      {isFinishing ? null : <StopButton />}
    </Pill>
  );
}

function StopButton() {
  const button = useRef<HTMLButtonElement>(null);
  useFocusHandover(button);
  const control = useRecordingControl();
  return (
    <button
      ref={button}
      type="button"
      onClick={() => control.stop()}
      className="-mr-3 inline-flex min-h-11 shrink-0 items-center gap-2 rounded-full px-3 font-semibold hover:bg-text/10"
    >
      <Square aria-hidden="true" className="size-3.5 fill-current text-danger-ink" />
      <span>
        Stop<span className="max-sm:sr-only"> recording</span>
      </span>
    </button>
  );
}

/** Who records, for everybody; and one's own recording with how long, how large, how much room, and its end. */
export function RecordingBar({ participants }: { participants: readonly RemoteParticipant[] }) {
  const names = useOthersRecording(participants).map(({ displayName }) => displayName);
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
