import { expect, it, vi } from 'vitest';
import { Tally } from '../metrics/tally';
import type { SignalingContext, SignalingSocket } from './context';
import { register } from './register';

it('keeps nothing of what a connection was opened with: it proves who may watch (R2, J9)', () => {
  const emit = vi.fn();
  const socket = {
    handshake: { auth: { watch: { admission: 'a secret' } } },
    data: { count: () => 'refused' },
    use: () => undefined,
    emit,
  } as unknown as SignalingSocket;
  register(
    { tally: new Tally({ isTimed: false }), clock: { now: () => 0 } } as unknown as SignalingContext,
    socket,
  );
  expect(emit).toHaveBeenCalledExactlyOnceWith('room:watched', { ok: false, code: 'rate-limited' });
  expect(JSON.stringify(socket.handshake)).not.toContain('a secret');
});
