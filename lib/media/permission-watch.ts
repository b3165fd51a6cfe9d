import type { DeviceKind } from '@/lib/errors/error-code';
import type { Logger } from '@/lib/store/logger';

export interface PermissionWatch {
  /** What the browser says now; `null` where it cannot be asked. */
  query(kind: DeviceKind): Promise<PermissionState | null>;
  dispose(): void;
}

/** Tells when the person allows a device in the browser's own settings (permissions 6). Silent where unsupported. */
export function watchPermissions(
  permissions: Pick<Permissions, 'query'> | undefined,
  onGranted: (kind: DeviceKind) => void,
  logger: Logger,
): PermissionWatch {
  const listening = new AbortController();

  async function status(kind: DeviceKind): Promise<PermissionStatus | null> {
    try {
      return (await permissions?.query({ name: kind })) ?? null;
    } catch (error) {
      logger.debug('permission cannot be asked', { kind, error: String(error) });
      return null;
    }
  }

  async function watch(kind: DeviceKind): Promise<void> {
    const watched = await status(kind);
    if (listening.signal.aborted) return;
    watched?.addEventListener(
      'change',
      () => {
        if (watched.state === 'granted') onGranted(kind);
      },
      { signal: listening.signal },
    );
  }

  void watch('camera');
  void watch('microphone');
  return {
    query: async (kind) => (await status(kind))?.state ?? null,
    dispose: () => listening.abort(),
  };
}
