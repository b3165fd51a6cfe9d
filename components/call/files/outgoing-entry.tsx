import { FolderOpen, Pause, Play, Trash2, X } from 'lucide-react';
import { useRef } from 'react';
import { toast } from 'sonner';
import { isDrawable } from '@/lib/files/fetch-policy';
import type { OutgoingView } from '@/lib/files/file-state';
import type { ParticipantId } from '@/lib/protocol';
import { describeAbsence, describeDelivery, describeSize } from './describe-file';
import { FileCard } from './file-card';
import { useKnownPeople } from './known-people';
import { PicturePreview } from './picture-preview';
import { ProgressBar } from './progress-bar';
import { SmallButton } from './small-button';
import { useFiles } from './use-files';

const icon = 'size-5';

/** A file that we offer, and how far it has come with everybody who wants it. */
export function OutgoingEntry({ view }: { view: OutgoingView }) {
  const files = useFiles();
  const people = useKnownPeople();
  const input = useRef<HTMLInputElement>(null);
  const { offer, toName, deliveries } = view;
  const { fileId, size, state } = offer;
  const nameOf = (whom: ParticipantId) => (whom === offer.to && toName) || people.nameOf(whom);
  const audience = offer.to === null ? 'everyone' : nameOf(offer.to);
  const isAwaited = offer.to !== null && !deliveries.has(offer.to) && !people.isHere(offer.to);
  const isSending = [...deliveries.values()].some(({ status }) => status === 'sending');
  const isAllDone =
    deliveries.size > 0 &&
    offer.to !== null &&
    [...deliveries.values()].every(({ status }) => status === 'done');

  const choose = (file: File | undefined) => {
    if (file && files?.choose(fileId, file) === false) toast('That is another file.');
  };

  return (
    <FileCard
      offer={offer}
      line={`${describeSize(size)} · to ${audience}`}
      preview={state !== 'missing' && isDrawable(offer) ? <PicturePreview offer={offer} /> : null}
    >
      {state === 'missing' ? (
        <p className="text-sm">This page was loaded anew and has lost the file. Choose it again to go on.</p>
      ) : null}
      {isAwaited ? (
        <p className="text-sm text-text-muted">
          <bdi>{describeAbsence(audience)}</bdi>
        </p>
      ) : null}
      {[...deliveries].map(([participantId, delivery]) => (
        <div
          key={participantId}
          aria-live="off"
          className="flex flex-col gap-1.5 text-sm text-text-muted tabular-nums"
        >
          <p>
            <bdi>{describeDelivery(nameOf(participantId), size, delivery, people.isHere(participantId))}</bdi>
          </p>
          {delivery.status === 'sending' && size > 0 && people.isHere(participantId) ? (
            <ProgressBar
              label={`${offer.name} to ${nameOf(participantId)}`}
              value={delivery.doneBytes / size}
            />
          ) : null}
        </div>
      ))}
      <div aria-live="off" className="-mx-3 -mb-1 flex flex-wrap">
        {state === 'missing' ? (
          <SmallButton
            icon={<FolderOpen aria-hidden="true" className={icon} />}
            onClick={() => input.current?.click()}
          >
            Choose again
          </SmallButton>
        ) : null}
        {state === 'ready' && isSending ? (
          <SmallButton
            icon={<Pause aria-hidden="true" className={icon} />}
            onClick={() => files?.setHeld(fileId, true)}
          >
            Pause
          </SmallButton>
        ) : null}
        {state === 'paused' ? (
          <SmallButton
            icon={<Play aria-hidden="true" className={icon} />}
            onClick={() => files?.setHeld(fileId, false)}
          >
            Go on
          </SmallButton>
        ) : null}
        <SmallButton
          icon={
            isAllDone ? (
              <Trash2 aria-hidden="true" className={icon} />
            ) : (
              <X aria-hidden="true" className={icon} />
            )
          }
          onClick={() => files?.withdraw(fileId)}
        >
          {isAllDone ? 'Remove' : 'Stop offering'}
        </SmallButton>
      </div>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={`Choose ${offer.name} again`}
        onChange={({ target }) => choose(target.files?.[0])}
      />
    </FileCard>
  );
}
