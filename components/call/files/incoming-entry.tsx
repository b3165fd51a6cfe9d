import { Download, Pause, Play, RotateCcw, X } from 'lucide-react';
import { useEffect, useEffectEvent, useRef } from 'react';
import { toast } from 'sonner';
import { isDrawable } from '@/lib/files/fetch-policy';
import type { IncomingView } from '@/lib/files/file-state';
import { describeIncoming } from './describe-file';
import { FileCard } from './file-card';
import { PicturePreview } from './picture-preview';
import { ProgressBar } from './progress-bar';
import { saveOfferedFile } from './save-offered-file';
import { SmallButton } from './small-button';
import { useFiles } from './use-files';

const icon = 'size-5';

/** A file that somebody offers us. Whoever asks for it wants it saved: that happens as soon as it is whole. */
export function IncomingEntry({ view }: { view: IncomingView }) {
  const files = useFiles();
  const { offer, state, doneBytes } = view;
  const { fileId } = offer;
  const isSaveWanted = useRef(false);
  const isDone = state.status === 'done';
  const isUnderway = ['receiving', 'queued', 'waiting', 'paused'].includes(state.status);

  const save = () => {
    if (!files) return;
    saveOfferedFile(files, offer).then(
      (isSaved) => isSaved || toast('That file is not here any more.'),
      () => toast('That file could not be read.'),
    );
  };
  const saveIfWanted = useEffectEvent(() => {
    if (isSaveWanted.current) save();
    isSaveWanted.current = false;
  });
  useEffect(() => {
    if (isDone) saveIfWanted();
  }, [isDone]);
  const fetch = () => {
    isSaveWanted.current = true;
    files?.fetch(fileId);
  };

  return (
    <FileCard
      offer={offer}
      line={describeIncoming(view)}
      preview={isDone && isDrawable(offer) ? <PicturePreview offer={offer} /> : null}
    >
      {isUnderway ? (
        <ProgressBar
          label={`Progress of ${offer.name}`}
          value={offer.size === 0 ? 0 : doneBytes / offer.size}
        />
      ) : null}
      <div className="-mx-3 -mb-1 flex flex-wrap">
        {state.status === 'offered' ? (
          <SmallButton icon={<Download aria-hidden="true" className={icon} />} onClick={fetch}>
            Download
          </SmallButton>
        ) : null}
        {isDone ? (
          <SmallButton icon={<Download aria-hidden="true" className={icon} />} onClick={save}>
            Save
          </SmallButton>
        ) : null}
        {state.status === 'receiving' || state.status === 'queued' ? (
          <SmallButton
            icon={<Pause aria-hidden="true" className={icon} />}
            onClick={() => files?.pause(fileId)}
          >
            Pause
          </SmallButton>
        ) : null}
        {state.status === 'paused' ? (
          <SmallButton icon={<Play aria-hidden="true" className={icon} />} onClick={fetch}>
            Go on
          </SmallButton>
        ) : null}
        {isUnderway ? (
          <SmallButton icon={<X aria-hidden="true" className={icon} />} onClick={() => files?.cancel(fileId)}>
            Cancel
          </SmallButton>
        ) : null}
        {state.status === 'failed' && state.failure !== 'withdrawn' ? (
          <SmallButton icon={<RotateCcw aria-hidden="true" className={icon} />} onClick={fetch}>
            Try again
          </SmallButton>
        ) : null}
      </div>
    </FileCard>
  );
}
