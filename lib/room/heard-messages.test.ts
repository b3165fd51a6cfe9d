import { describe, expect, it } from 'vitest';
import { limits, type ParticipantId } from '@/lib/protocol';
import { silentLogger } from '@/lib/store/logger';
import { createFakeClock } from '@/lib/testing/fake-clock';
import { FakeDataChannel } from '@/lib/testing/fake-data-channel';
import { Presence } from './presence';
import type { RoomLink } from './room-link';
import { RoomWire } from './room-wire';

const participantId = 'aaaa-aaaa-aaaa-aaaa' as ParticipantId;
const hello = { kind: 'hello', content: { version: 1, isAnswer: false } };
const reaction = { kind: 'reaction', content: { version: 1, reaction: 'heart' } };

/** A wire with as many paths to the same participant as are asked for. */
function setUp() {
  const clock = createFakeClock();
  const wire = new RoomWire({ clock, logger: silentLogger });
  const presence = new Presence(wire);
  const heardFrom: ParticipantId[] = [];
  wire.onMessage('reaction', ({ from }) => heardFrom.push(from));
  let addLink: (link: RoomLink) => void = () => undefined;
  wire.enter((onLink) => {
    addLink = onLink;
    return () => undefined;
  });
  const addPath = () => {
    const sent: unknown[] = [];
    const channel = new FakeDataChannel('room', 2, { deliver: (_, data) => sent.push(data) });
    addLink({
      participantId,
      isSilent: () => false,
      openChannel: () => channel as unknown as RTCDataChannel,
    });
    return { channel, sent };
  };
  return { clock, wire, presence, heardFrom, addPath };
}

describe('room messages that come before our own end is open', () => {
  it('are heard and answered once it is (M2)', () => {
    const { wire, presence, addPath } = setUp();
    const { channel, sent } = addPath();
    for (const message of [
      hello,
      { kind: 'presence', content: { version: 1, hand: 3, isRecording: false } },
    ]) {
      channel.onmessage?.call(
        channel as never,
        new MessageEvent('message', { data: JSON.stringify(message) }),
      );
    }
    expect(wire.reachable.getSnapshot().size).toBe(0);
    channel.open();
    expect([...wire.reachable.getSnapshot()]).toEqual([participantId]);
    expect(presence.state.getSnapshot().others.get(participantId)?.hand).toBe(3);
    expect(sent.map((data) => JSON.parse(String(data)).kind)).toEqual(['hello', 'hello', 'presence']);
  });
});

describe('room messages (M3)', () => {
  it('are those of the participant at the other end', () => {
    const { heardFrom, addPath } = setUp();
    const { channel } = addPath();
    channel.open();
    channel.receive(JSON.stringify(reaction));
    expect(heardFrom).toEqual([participantId]);
  });

  const padding = ' '.repeat(limits.roomMessageLength);
  it.each([
    ['of another version', JSON.stringify({ ...reaction, content: { ...reaction.content, version: 2 } })],
    ['of no known kind', JSON.stringify({ ...reaction, kind: 'other' })],
    ['that name a sender', JSON.stringify({ ...reaction, from: 'bbbb-bbbb-bbbb-bbbb' })],
    ['that are too long', JSON.stringify(reaction) + padding],
    ['that are no JSON', '{'],
    ['that are bytes', new TextEncoder().encode(JSON.stringify(reaction)).buffer],
  ])('are dropped %s', (_what, data) => {
    const { wire, heardFrom, addPath } = setUp();
    const { channel } = addPath();
    channel.open();
    channel.receive(data);
    expect(heardFrom).toEqual([]);
    expect(wire.reachable.getSnapshot().size).toBe(0);
  });

  it('are dropped beyond the first 200 within 5 s, on their path alone', () => {
    const { clock, heardFrom, addPath } = setUp();
    const [{ channel: busy }, { channel: quiet }] = [addPath(), addPath()];
    const say = (channel: FakeDataChannel) => {
      const before = heardFrom.length;
      channel.receive(JSON.stringify(reaction));
      return heardFrom.length - before;
    };
    for (const channel of [busy, quiet]) channel.open();
    for (let i = 0; i < 300; i++) busy.receive(i < 50 ? 'nonsense' : JSON.stringify(reaction));
    expect(heardFrom).toHaveLength(150);
    expect([say(busy), say(quiet)]).toEqual([0, 1]);
    clock.advance(4_999);
    expect(say(busy)).toBe(0);
    clock.advance(1);
    expect(say(busy)).toBe(1);
  });
});
