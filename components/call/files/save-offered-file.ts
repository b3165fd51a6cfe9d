import { saveFile } from '@/components/recordings/save-file';
import type { Files } from '@/lib/files/files';
import type { FileOffer } from '@/lib/protocol';

/** Hands a file that has come to the browser as a download, without a type: nothing in it is opened by itself. */
export async function saveOfferedFile(files: Files, { fileId, name }: FileOffer): Promise<boolean> {
  const blob = await files.read(fileId);
  if (blob) saveFile(new File([blob], name, { type: 'application/octet-stream' }), name);
  return blob !== null;
}
