import { SendHorizontal, Square, Trash2 } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { toast } from 'sonner';
import { IconButton } from '@/components/ui/icon-button';
import type { RemoteParticipant } from '@/lib/call/call-state';
import { noteMaxMs, type VoiceNote } from '@/lib/voice/voice-recorder';
import { AudienceSelect } from './audience-select';
import { describeDuration } from './describe-file';
import { useFiles } from './use-files';
import type { VoiceDraftState } from './use-voice-recorder';
import { VoicePlayer } from './voice-player';
import { Waveform } from './waveform';

function useBlobUrl(blob: Blob | null): string | null {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    if (!blob) return;
    const made = URL.createObjectURL(blob);
    setUrl(made);
    return () => {
      URL.revokeObjectURL(made);
      setUrl(null);
    };
  }, [blob]);
  return url;
}

function Recorded({
  note,
  onDiscard,
  onSend,
}: {
  note: VoiceNote;
  onDiscard: () => void;
  onSend: () => void;
}) {
  const url = useBlobUrl(note.blob);
  const send = useRef<HTMLButtonElement>(null);
  useEffect(() => send.current?.focus(), []);
  return (
    <>
      <IconButton label="Discard voice note" icon={<Trash2 />} variant="ghost" onClick={onDiscard} />
      <div className="min-w-0 grow">
        <VoicePlayer url={url} durationMs={note.durationMs} peaks={note.peaks} />
      </div>
      <IconButton
        ref={send}
        label="Send voice note"
        icon={<SendHorizontal />}
        variant="accent"
        onClick={onSend}
      />
    </>
  );
}

interface VoiceDraftProps extends VoiceDraftState {
  participants: readonly RemoteParticipant[];
}

/** A voice note that is being recorded, or can be heard before it is sent; in the composer's place meanwhile. */
export function VoiceDraft({ recorder, state, to, setTo, participants }: VoiceDraftProps) {
  const files = useFiles();
  const stop = useRef<HTMLButtonElement>(null);
  const isRecording = state.phase === 'recording';
  useEffect(() => {
    if (isRecording) stop.current?.focus();
  }, [isRecording]);

  const send = () => {
    if (state.phase !== 'recorded') return;
    const { blob, durationMs, peaks } = state.note;
    const extension = blob.type.includes('mp4') ? 'm4a' : blob.type.includes('ogg') ? 'ogg' : 'webm';
    const file = new File([blob], `Voice note.${extension}`, { type: blob.type });
    const audience = { to: to?.participantId ?? null, toName: to?.displayName ?? null };
    if (files?.offer(file, { ...audience, voice: { durationMs, peaks } })) recorder.discard();
    else toast('Too many files are offered already. Stop offering some first.');
  };

  return (
    <section aria-label="Voice note" className="px-3 pt-2 pb-3">
      <div className="flex items-center gap-2 rounded-[1.5rem] border border-border-strong bg-surface p-1.5">
        {state.phase === 'recorded' ? (
          <Recorded note={state.note} onDiscard={() => recorder.discard()} onSend={send} />
        ) : (
          <>
            <IconButton
              label="Discard voice note"
              icon={<Trash2 />}
              variant="ghost"
              onClick={() => recorder.discard()}
            />
            <div className="min-w-0 grow">
              {state.phase === 'recording' ? <Waveform levels={padded(state.levels)} /> : null}
            </div>
            <span role="timer" className="shrink-0 text-sm text-text-muted tabular-nums">
              {describeDuration(state.phase === 'recording' ? state.durationMs : 0)}
            </span>
            <IconButton
              ref={stop}
              label="Stop recording"
              icon={<Square fill="currentColor" />}
              variant="danger"
              onClick={() => recorder.stop()}
            />
          </>
        )}
      </div>
      {state.phase === 'recorded' ? (
        <AudienceSelect participants={participants} value={to} onChange={setTo} className="mt-2 px-1" />
      ) : (
        <p className="mt-1.5 px-3 text-xs text-text-muted">
          The call does not hear you meanwhile. {noteMaxMs / 60_000} minutes at most.
        </p>
      )}
    </section>
  );
}

/** Always as many bars: the newest on the right. */
function padded(levels: readonly number[]): number[] {
  return [...Array.from({ length: Math.max(0, 96 - levels.length) }, () => 0), ...levels.slice(-96)];
}
