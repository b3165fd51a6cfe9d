import type { FileOffer } from '@/lib/protocol';
import { describeDelivery, describeIncoming } from './describe-file';
import type { FileItem } from './file-item';
import { SmallButton } from './small-button';
import { useFileUrl } from './use-file-url';
import { useFiles } from './use-files';
import { useNameOf } from './use-name-of';
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
  const nameOf = useNameOf();
  const { fileId, type, size, state } = file.offer;
  const isHere = file.isOwn ? state !== 'missing' : file.state.status === 'done';
  const url = useFileUrl(fileId, soundType(type), isHere);
  const isWaiting = !file.isOwn && file.state.status !== 'done' && file.state.status !== 'receiving';
  return (
    <article
      aria-label={`Voice note, ${Math.round(voice.durationMs / 1_000)} seconds`}
      className="w-72 max-w-full rounded-2xl bg-text/10 px-3 py-2.5"
    >
      <VoicePlayer url={url} durationMs={voice.durationMs} peaks={voice.peaks} />
      {file.isOwn && file.offer.to !== null
        ? [...file.deliveries].map(([participantId, delivery]) => (
            <p key={participantId} className="text-xs text-text-muted">
              <bdi>{describeDelivery(nameOf(participantId), size, delivery)}</bdi>
            </p>
          ))
        : null}
      {!file.isOwn && isWaiting ? (
        <div className="flex items-center gap-1 text-sm text-text-muted">
          <p className="grow">{describeIncoming(file)}</p>
          {file.state.status === 'offered' || file.state.status === 'failed' ? (
            <SmallButton onClick={() => files?.fetch(fileId)}>Get it</SmallButton>
          ) : null}
        </div>
      ) : null}
    </article>
  );
}
