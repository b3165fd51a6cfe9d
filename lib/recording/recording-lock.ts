/** The Web Lock that a page holds on a recording while it writes it; ends with the page, however that ends. */
const lockName = (id: string) => `recording ${id}`;

/** Takes hold of a recording; resolves with how to let go. */
export function holdRecording(id: string): Promise<() => void> {
  return new Promise((resolve, reject) => {
    const held = () => new Promise<void>((release) => resolve(release));
    navigator.locks.request(lockName(id), held).catch(reject);
  });
}

/**
 * Runs `task` as soon as no page writes the recording; nobody else does so meanwhile. Waits no longer when `signal`
 * aborts: rejects then, as the Web Locks API does.
 */
export async function whenRecordingIsFree(
  id: string,
  task: () => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  await navigator.locks.request(lockName(id), { signal }, task);
}
