import { Download, Pause, Play, RotateCcw, Trash2, X } from 'lucide-react';
import { isDrawable } from '@/lib/files/fetch-policy';
import type { IncomingView } from '@/lib/files/file-state';
import { describeIncoming } from './describe-file';
import { FileCard } from './file-card';
import { useKnownPeople } from './known-people';
import { PicturePreview } from './picture-preview';
import { ProgressBar } from './progress-bar';
import { useSaveWishes } from './save-wishes';
import { SmallButton } from './small-button';
import { useFiles } from './use-files';
import { useSave } from './use-save';

const icon = 'size-5';

/** A file that somebody offers us. Whoever asks for it wants it saved, as soon as it is whole. */
export function IncomingEntry({ view }: { view: IncomingView }) {
  const files = useFiles();
  const { offer, from, state, doneBytes } = view;
  const people = useKnownPeople();
  const { fileId } = offer;
  const wishes = useSaveWishes();
  const save = useSave();
  const isDone = state.status === 'done';
  const isFailed = state.status === 'failed';
  const isUnderway = ['receiving', 'queued', 'waiting', 'paused'].includes(state.status);
  // Somebody whose path is lost for a moment is still in the call.
  const hasLeft = state.status === 'offered' && !people.isHere(from);
  const isPrivate = offer.to !== null && (isDone || state.status === 'offered');
  const aside = hasLeft ? 'the sender has left' : isPrivate ? 'only for you' : '';
  const fetch = () => {
    wishes.add(fileId);
    files?.fetch(fileId);
  };
  const cancel = () => {
    wishes.delete(fileId);
    files?.cancel(fileId);
  };

  return (
    <FileCard
      offer={offer}
      line={[describeIncoming(view), aside].filter(Boolean).join(' · ')}
      preview={isDone && isDrawable(offer) ? <PicturePreview offer={offer} /> : null}
    >
      {isUnderway ? (
        <ProgressBar
          label={`Progress of ${offer.name}`}
          value={offer.size === 0 ? 0 : doneBytes / offer.size}
        />
      ) : null}
      <div aria-live="off" className="-mx-3 -mb-1 flex flex-wrap">
        {state.status === 'offered' && !hasLeft ? (
          <SmallButton icon={<Download aria-hidden="true" className={icon} />} onClick={fetch}>
            Download
          </SmallButton>
        ) : null}
        {isDone ? (
          <SmallButton icon={<Download aria-hidden="true" className={icon} />} onClick={() => save(offer)}>
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
          <SmallButton icon={<X aria-hidden="true" className={icon} />} onClick={cancel}>
            Cancel
          </SmallButton>
        ) : null}
        {isFailed && state.failure !== 'withdrawn' ? (
          <SmallButton icon={<RotateCcw aria-hidden="true" className={icon} />} onClick={fetch}>
            Try again
          </SmallButton>
        ) : null}
        {isDone || isFailed || hasLeft ? (
          <SmallButton icon={<Trash2 aria-hidden="true" className={icon} />} onClick={cancel}>
            Remove
          </SmallButton>
        ) : null}
      </div>
    </FileCard>
  );
}
