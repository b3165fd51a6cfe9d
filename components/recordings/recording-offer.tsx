import { Download } from 'lucide-react';
import { useId, useRef, useState } from 'react';
import { describeBytes } from '@/components/call/quality/describe-figures';
import type { SavedFile, SavedRecording } from '@/lib/recording/saved-recordings';
import { Button } from '../ui/button';
import { useFocusHandover } from '../use-focus-handover';
import { askToDiscard, describeOutcome, describeStart, type SaveState } from './recording-words';
import type { SaveOutcome } from './save-copy';

interface RecordingOfferProps {
  recording: SavedRecording;
  onSave: (file: SavedFile) => Promise<SaveOutcome>;
  onDiscard: () => Promise<void>;
}

/** One recording that waits on this device: saved as often as one likes, kept until it is discarded. */
export function RecordingOffer({ recording, onSave, onDiscard }: RecordingOfferProps) {
  const [states, setStates] = useState<Readonly<Record<string, SaveState>>>({});
  const [isAsking, setAsking] = useState(false);
  const [isStuck, setStuck] = useState(false);
  const textId = useId();
  const item = useRef<HTMLLIElement>(null);
  useFocusHandover(item);
  const { files } = recording;
  const single = files.length === 1 ? files[0] : undefined;
  const isSaving = Object.values(states).includes('saving');

  async function save(file: SavedFile) {
    if (states[file.name] === 'saving') return;
    const put = (state: SaveState) => setStates((before) => ({ ...before, [file.name]: state }));
    put('saving');
    put(await onSave(file));
  }

  async function discard() {
    try {
      await onDiscard();
    } catch {
      setStuck(true);
      setAsking(false);
    }
  }

  return (
    <li ref={item} className="flex flex-wrap items-center justify-end gap-x-3 gap-y-2">
      <p id={textId} className="min-w-0 grow basis-64">
        {isAsking ? (
          askToDiscard(files.map(({ name }) => states[name]))
        ) : (
          <>
            A recording of {describeStart(recording)} was saved on this device
            {single ? ` (${describeBytes(single.bytes)})` : ''}.
          </>
        )}{' '}
        <span role="status">
          {isStuck ? 'It could not be discarded. Try again.' : ''}
          {single && !isAsking ? describeOutcome(states[single.name]) : ''}
        </span>
      </p>
      {isAsking ? (
        <div className="flex gap-2">
          <Button variant="secondary" aria-describedby={textId} onClick={() => setAsking(false)}>
            Keep
          </Button>
          <Button variant="danger" aria-describedby={textId} onClick={() => void discard()}>
            Discard
          </Button>
        </div>
      ) : (
        <div className="flex gap-2">
          <Button
            variant="secondary"
            aria-describedby={textId}
            aria-disabled={isSaving || undefined}
            onClick={() => {
              setAsking(!isSaving);
              setStuck(false);
            }}
          >
            Discard
          </Button>
          {single ? (
            <SaveButton file={single} textId={textId} isBusy={isSaving} onSave={() => void save(single)} />
          ) : null}
        </div>
      )}
      {single || isAsking ? null : (
        <ul className="grid w-full gap-1">
          {files.map((file) => (
            <li key={file.name} className="flex items-center justify-between gap-3">
              <span className="min-w-0">
                <span className="block truncate">
                  {file.note.label || 'Somebody'}{' '}
                  <span className="text-text-muted">({describeBytes(file.bytes)})</span>
                </span>
                <span role="status" className="block text-sm text-text-muted">
                  {describeOutcome(states[file.name])}
                </span>
              </span>
              <SaveButton
                file={file}
                textId={textId}
                isBusy={states[file.name] === 'saving'}
                onSave={() => void save(file)}
              />
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

interface SaveButtonProps {
  file: SavedFile;
  /** Of what says which recording it belongs to. */
  textId: string;
  isBusy: boolean;
  onSave: () => void;
}

function SaveButton({ file, textId, isBusy, onSave }: SaveButtonProps) {
  const { label: whose } = file.note;
  return (
    <Button
      icon={<Download aria-hidden="true" className="size-4" />}
      isBusy={isBusy}
      {...(whose ? { 'aria-label': `Save ${whose}` } : {})}
      aria-describedby={textId}
      onClick={onSave}
    >
      Save
    </Button>
  );
}
