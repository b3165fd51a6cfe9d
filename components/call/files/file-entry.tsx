import type { FileItem } from './file-item';
import { IncomingEntry } from './incoming-entry';
import { OutgoingEntry } from './outgoing-entry';
import { VoiceEntry } from './voice-entry';

/** A file or voice note in the timeline. */
export function FileEntry({ file }: Pick<FileItem, 'file'>) {
  if (file.offer.voice) return <VoiceEntry file={file} voice={file.offer.voice} />;
  return file.isOwn ? <OutgoingEntry view={file} /> : <IncomingEntry view={file} />;
}
