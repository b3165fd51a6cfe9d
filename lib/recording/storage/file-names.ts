/** The directory of the origin's private file system that holds a folder for each recording. */
export const recordingsFolder = 'recordings';
export const recordingNoteName = 'recording.json';
/** Room kept free for finishing. */
export const reserveName = 'reserve';

/** The note beside a file. */
export function fileNoteName(file: string): string {
  return `${file}.json`;
}
