import { Download } from 'lucide-react';
import { useState } from 'react';
import { describeBytes } from '@/components/call/quality/describe-figures';
import type { SavedFile, SavedRecording } from '@/lib/recording/saved-recordings';
import { Button } from '../ui/button';
import { describeStart } from './recording-words';

interface RecordingOfferProps {
  recording: SavedRecording;
  onSave: (file: SavedFile) => void;
  onDiscard: () => void;
}

/** One recording that waits on this device: saved as often as one likes, kept until it is discarded. */
export function RecordingOffer({ recording, onSave, onDiscard }: RecordingOfferProps) {
  const [isSaved, setSaved] = useState(false);
  const [isAsking, setAsking] = useState(false);
  const { files } = recording;
  const isSingle = files.length === 1;
  const save = (file: SavedFile) => {
    onSave(file);
    setSaved(true);
  };
  return (
    <li className="flex flex-wrap items-center justify-end gap-x-3 gap-y-2">
      <p className="min-w-0 grow basis-64">
        {isAsking ? (
          'Discard it? It cannot be brought back.'
        ) : (
          <>
            A recording of {describeStart(recording)} was saved on this device
            {isSingle ? ` (${describeBytes(files[0]?.bytes ?? 0)})` : ''}.
            {isSaved ? ' It went to your downloads; it stays here until you discard it.' : ''}
          </>
        )}
      </p>
      {isAsking ? (
        <div className="flex gap-2">
          <Button variant="secondary" onClick={() => setAsking(false)}>
            Keep
          </Button>
          <Button variant="danger" onClick={onDiscard}>
            Discard
          </Button>
        </div>
      ) : (
        <div className="flex gap-2">
          <Button variant="secondary" onClick={() => setAsking(true)}>
            Discard
          </Button>
          {isSingle && files[0] ? <SaveButton label="Save" file={files[0]} onSave={save} /> : null}
        </div>
      )}
      {isSingle || isAsking ? null : (
        <ul className="grid w-full gap-1">
          {files.map((file) => (
            <li key={file.name} className="flex items-center justify-between gap-3">
              <span className="min-w-0 truncate">
                {file.note.label || 'Somebody'}{' '}
                <span className="text-text-muted">({describeBytes(file.bytes)})</span>
              </span>
              <SaveButton label="Save" file={file} onSave={save} />
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

function SaveButton(props: { label: string; file: SavedFile; onSave: (file: SavedFile) => void }) {
  const { label, file, onSave } = props;
  const { label: whose } = file.note;
  return (
    <Button
      icon={<Download aria-hidden="true" className="size-4" />}
      {...(whose ? { 'aria-label': `${label} ${whose}` } : {})}
      onClick={() => onSave(file)}
    >
      {label}
    </Button>
  );
}
