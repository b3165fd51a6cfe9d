import type { SignalingContext, SignalingSocket } from './context';

/** How long a seat waits for its person to come back (L2). */
export const graceMs = 20_000;

/**
 * What remains of a connection that ended: its seat waits for `graceMs`, then goes (L2); a watcher is forgotten (L3).
 */
export async function onDisconnect(context: SignalingContext, socket: SignalingSocket): Promise<void> {
  const { membership, isSeated } = socket.data;
  if (membership === null) return;
  const { store, clock, logger } = context;
  const { roomId, participantId } = membership;

  if (isSeated && (await store.interrupt(roomId, participantId, socket.id))) {
    clock.after(graceMs, () => {
      store
        .expire(roomId, participantId, socket.id)
        .catch((err: unknown) => logger.error('seat-not-freed', { err }));
    });
  }
  await store.unwatch(roomId, socket.id);
}
