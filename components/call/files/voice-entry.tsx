import type { FileOffer, ParticipantId } from '@/lib/protocol';
import { describeAbsence, describeDelivery, describeIncoming } from './describe-file';
import type { FileItem } from './file-item';
import { useKnownPeople } from './known-people';
import { SmallButton } from './small-button';
import { useFileUrl } from './use-file-url';
import { useFiles } from './use-files';
import { VoicePlayer } from './voice-player';

/** What is played is declared as sound, whatever its sender says. */
function soundType(type: string): string {
  return /^audio\/(webm|mp4|ogg)\b/.test(type) ? type : 'audio/webm';
}

interface VoiceEntryProps {
  file: FileItem['file'];
  voice: NonNullable<FileOffer['voice']>;
}

/** A voice note in the timeline. */
export function VoiceEntry({ file, voice }: VoiceEntryProps) {
  const files = useFiles();
  const people = useKnownPeople();
  const { fileId, type, size, state, to } = file.offer;
  const isPlayable = file.isOwn ? state !== 'missing' : file.state.status === 'done';
  const url = useFileUrl(fileId, soundType(type), isPlayable);
  const isWaiting = !file.isOwn && file.state.status !== 'done' && file.state.status !== 'receiving';
  const describePrivate = (whom: ParticipantId) => {
    const name = file.isOwn ? (file.toName ?? people.nameOf(whom)) : '';
    const delivery = file.isOwn ? file.deliveries.get(whom) : undefined;
    if (delivery) return describeDelivery(name, size, delivery, people.isHere(whom));
    return people.isHere(whom) ? `To ${name}` : describeAbsence(name);
  };
  return (
    <article
      tabIndex={-1}
      aria-label={`Voice note, ${Math.round(voice.durationMs / 1_000)} seconds`}
      className="w-72 max-w-full rounded-2xl bg-text/10 px-3 py-2.5"
    >
      <VoicePlayer url={url} durationMs={voice.durationMs} peaks={voice.peaks} />
      {to === null ? null : (
        <p aria-live="off" className="text-xs text-text-muted">
          <bdi>{file.isOwn ? describePrivate(to) : 'Only for you'}</bdi>
        </p>
      )}
      {!file.isOwn && isWaiting ? (
        <div className="flex items-center gap-1 text-sm text-text-muted">
          <p aria-live="off" className="grow">
            {describeIncoming(file)}
          </p>
          {file.state.status === 'offered' || file.state.status === 'failed' ? (
            <SmallButton onClick={() => files?.fetch(fileId)}>Get it</SmallButton>
          ) : null}
        </div>
      ) : null}
    </article>
  );
}
