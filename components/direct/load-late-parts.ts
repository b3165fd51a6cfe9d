/** Loads what a call asks for while it goes on, so that it is there when the server is not. */
export function loadLateParts(): void {
  const parts = [
    () => import('@/lib/call/open-quality'),
    () => import('@/lib/room/activities'),
    () => import('@/lib/files/opfs/opfs-vault'),
    () => import('@/lib/crypto/safety-code'),
    () => import('../call/recording/open-recorder'),
    () => import('../call/recording/lay-out-films'),
    () => import('../call/recording/recorded-people'),
  ];
  // Whatever is not there is tried again when it is asked for, and missed by itself then.
  void Promise.allSettled(parts.map((load) => load()));
}
