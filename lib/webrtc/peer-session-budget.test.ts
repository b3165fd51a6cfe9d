import { expect, it, vi } from 'vitest';
import { silentLogger } from '@/lib/store/logger';
import { createFakeClock } from '@/lib/testing/fake-clock';
import { FakeMediaStream } from '@/lib/testing/fake-media-stream';
import { FakeNetwork } from '@/lib/testing/fake-network';
import { FakePeerConnection } from '@/lib/testing/fake-peer-connection';
import { PeerSession } from './peer-session';
import { uplinkBudget } from './uplink-budget';

it('applies the last of many budgets, however fast they come', async () => {
  const clock = createFakeClock(0);
  const connection = new FakePeerConnection(new FakeNetwork({ clock }));
  const session = new PeerSession({
    peerConnection: connection.asPeerConnection(),
    role: 'offerer',
    isWarm: false,
    streams: { person: new FakeMediaStream(), screen: new FakeMediaStream() },
    getLocalTrack: () => null,
    send: () => undefined,
    onPictureMessage: () => undefined,
    onGoodbye: () => undefined,
    onReachable: () => undefined,
    onChange: () => undefined,
    clock,
    logger: silentLogger,
  });
  const sender = connection.getTransceivers()[1]?.sender;
  if (!sender) throw new Error('no camera section');
  const setParameters = vi.spyOn(sender, 'setParameters');
  for (let peers = 1; peers <= 50; peers++) session.setBudget(uplinkBudget(peers, false));
  session.setBudget(uplinkBudget(2, false));
  await clock.advanceAsync(100);
  expect(sender.encodings[0]?.maxBitrate).toBe(1_500_000);
  expect(setParameters.mock.calls.length).toBeLessThanOrEqual(2);
  session.close();
});
