/** Where the workers of one kind come from. */
export interface WorkerSource {
  /** Keeps one ahead from now on: it runs already, and needs no server any more. */
  prepare(): void;
  /** A worker of the caller's own. */
  take(): Worker;
}

/**
 * Makes workers by `create`. A worker's script is fetched only when it is made, and a cache may not have it: whoever
 * may need one when the server is out of reach has it made ahead.
 */
export function createWorkerSource(create: () => Worker): WorkerSource {
  let isKept = false;
  let spare: Worker | null = null;

  function keepOne(): void {
    if (!isKept || spare) return;
    const made = create();
    spare = made;
    // One whose script can't be loaded is none.
    made.addEventListener('error', () => {
      if (spare === made) spare = null;
    });
  }

  return {
    prepare() {
      isKept = true;
      keepOne();
    },
    take() {
      const taken = spare ?? create();
      spare = null;
      keepOne();
      return taken;
    },
  };
}
