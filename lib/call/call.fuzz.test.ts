import { describe, expect, it } from 'vitest';
import { faultsOf, fuzzCall } from '@/lib/testing/whole-call-fuzz';

const firstSeed = 1;
const runs = 60;

const title = 'a call in which people join, leave, reload, lose the server and toggle devices at random';

describe(title, { timeout: 60_000 }, () => {
  it.each(Array.from({ length: runs }, (_, i) => firstSeed + i))(
    'ends with everybody connected to everybody once: seed %i',
    async (seed) => {
      const call = await fuzzCall(seed);
      const faults = faultsOf(call);
      expect(faults, [`seed ${seed}`, ...call.story].join('\n')).toEqual([]);
      for (const { engine } of call.people) engine.leave();
      await call.world.advance(10_000);
      for (const { pages } of call.people) {
        for (const { openPeerConnections, clock, media, channels } of pages) {
          expect(openPeerConnections).toEqual([]);
          expect(clock.pendingCount).toBe(0);
          expect(media.liveTrackCount).toBe(0);
          expect(channels.every(({ state }) => state === 'closed')).toBe(true);
        }
      }
      call.world.dispose();
    },
  );
});
