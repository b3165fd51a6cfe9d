import { MemoryVault } from '@/lib/files/memory-vault';
import type { ParticipantId, RoomMessage } from '@/lib/protocol';
import { Activities } from '@/lib/room/activities';
import { systemClock } from '@/lib/store/clock';
import { silentLogger } from '@/lib/store/logger';

/** Activities in a call with `people`, who say what the test makes them say. */
export function activitiesOver(self: ParticipantId, people: readonly ParticipantId[]) {
  const said: { to: ParticipantId; message: RoomMessage }[] = [];
  const channels = new Map<ParticipantId, Partial<RTCDataChannel>>();
  const activities = new Activities({
    roomId: 'abcd-efgh-ijkl-mnop',
    self,
    tabStorage: null,
    vault: new MemoryVault({ limitBytes: 1_000_000 }),
    getDisplayName: () => 'Linus',
    clock: systemClock,
    logger: silentLogger,
  });

  function hear(from: ParticipantId, message: RoomMessage): void {
    const channel = channels.get(from) as RTCDataChannel;
    channel.onmessage?.(new MessageEvent('message', { data: JSON.stringify(message) }));
  }

  activities.enter((onLink) => {
    for (const participantId of people) {
      const channel: Partial<RTCDataChannel> = {
        readyState: 'open',
        send: (data: unknown) => said.push({ to: participantId, message: JSON.parse(String(data)) }),
      };
      channels.set(participantId, channel);
      onLink({ participantId, isSilent: () => false, openChannel: () => channel as RTCDataChannel });
    }
    return () => undefined;
  });
  for (const participantId of people) {
    hear(participantId, { kind: 'hello', content: { version: 1, isAnswer: true } });
  }
  return {
    activities,
    said,
    hear,
    /** Their hand is up at this place, or down. */
    hearHand: (from: ParticipantId, hand: number | null) =>
      hear(from, { kind: 'presence', content: { version: 1, hand, isRecording: false } }),
  };
}
