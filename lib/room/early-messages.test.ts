import { describe, expect, it } from 'vitest';
import type { ParticipantId } from '@/lib/protocol';
import { silentLogger } from '@/lib/store/logger';
import { createFakeClock } from '@/lib/testing/fake-clock';
import { FakeDataChannel } from '@/lib/testing/fake-data-channel';
import { Presence } from './presence';
import { RoomWire } from './room-wire';

describe('room messages that come before our own end is open', () => {
  it('are heard and answered once it is (M2)', () => {
    const sent: unknown[] = [];
    const channel = new FakeDataChannel('room', 2, { deliver: (_, data) => sent.push(data) });
    const wire = new RoomWire({ clock: createFakeClock(), logger: silentLogger });
    const participantId = 'aaaa-aaaa-aaaa-aaaa' as ParticipantId;
    const presence = new Presence(wire);
    wire.enter((onLink) => {
      onLink({
        participantId,
        isSilent: () => false,
        openChannel: () => channel as unknown as RTCDataChannel,
      });
      return () => undefined;
    });
    for (const message of [
      { kind: 'hello', content: { version: 1, isAnswer: false } },
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
