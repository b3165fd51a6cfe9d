/** Browsers read a download's object URL when it begins; it is kept a while for those that ask first where to put it. */
const keptMs = 10 * 60_000;

/** Hands a file to the browser as a download. It is copied from disk to disk, never through memory. */
export function saveFile(file: File, name: string): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), keptMs);
}
