import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { PictureMessage } from '@/lib/protocol';
import { createFakeClock, type FakeClock } from '@/lib/testing/fake-clock';
import type { FakeDataChannel } from '@/lib/testing/fake-data-channel';
import { FakeNetwork } from '@/lib/testing/fake-network';
import { FakePeerConnection } from '@/lib/testing/fake-peer-connection';
import { PeerChannel } from './peer-channel';

const sending: PictureMessage = { kind: 'sending', content: { version: 1, camera: 'reduced' } };

let clock: FakeClock;
let messages: FakeDataChannel;
const onMessage = vi.fn();
const onHeard = vi.fn();
const warn = vi.fn();

beforeEach(() => {
  vi.clearAllMocks();
  clock = createFakeClock(0);
  const connection = new FakePeerConnection(new FakeNetwork({ clock }));
  const create = vi.spyOn(connection, 'createDataChannel');
  new PeerChannel({
    peerConnection: connection.asPeerConnection(),
    onMessage,
    onOpen: () => undefined,
    onHeard,
    onPulse: () => undefined,
    clock,
    logger: { debug: () => undefined, info: () => undefined, warn },
  });
  const channel = create.mock.results[0]?.value;
  if (!channel) throw new Error('no channel');
  messages = channel;
  messages.open();
});

const say = (message: unknown) => messages.receive(JSON.stringify(message));

describe('messages of the other side (P2, Q4)', () => {
  it('are heard when they fit their schema', () => {
    say(sending);
    expect(onMessage).toHaveBeenCalledExactlyOnceWith(sending);
  });

  it.each([
    ['of no known kind', { kind: 'other', content: {} }],
    ['with a key more', { ...sending, to: 'everybody' }],
    ['of another version', { kind: 'sending', content: { version: 2, camera: 'full' } }],
    ['that are too long', { ...sending, padding: 'x'.repeat(48_000) }],
  ])('are dropped %s, and count as a sign of life', (_, message) => {
    say(message);
    expect(onMessage).not.toHaveBeenCalled();
    expect(onHeard).toHaveBeenCalledOnce();
  });

  it('are not heard any more when there are too many, and again after 5 s', () => {
    for (let i = 0; i < 150; i++) say(i < 50 ? 'nonsense' : sending);
    expect(onMessage).toHaveBeenCalledTimes(50);
    expect(warn).toHaveBeenCalledTimes(51);
    clock.advance(4_999);
    say(sending);
    expect(onMessage).toHaveBeenCalledTimes(50);
    clock.advance(1);
    say(sending);
    expect(onMessage).toHaveBeenCalledTimes(51);
  });
});
