import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createFakeClock, type FakeClock } from '@/lib/testing/fake-clock';
import { FakeMediaStreamTrack } from '@/lib/testing/fake-media-track';
import { FakeNetwork } from '@/lib/testing/fake-network';
import { meet, Side } from './test-side';
import { uplinkBudget } from './uplink-budget';

let clock: FakeClock;
let network: FakeNetwork;
let newcomer: Side;
let resident: Side;

const aMoment = () => clock.advanceAsync(100);

beforeEach(() => {
  clock = createFakeClock(0);
  network = new FakeNetwork({ clock });
});

describe('peer session: what we send', () => {
  const microphone = new FakeMediaStreamTrack({ kind: 'audio' });
  const camera = new FakeMediaStreamTrack({ kind: 'video' });

  beforeEach(() => {
    newcomer = new Side({ network, clock }, 'offerer', { microphone, camera });
    resident = new Side({ network, clock }, 'answerer', { camera });
    meet(newcomer, resident);
  });

  it('is what is on already, at either side', async () => {
    await aMoment();
    expect([0, 1, 2, 3].map((section) => newcomer.sentTrack(section))).toEqual([
      microphone,
      camera,
      null,
      null,
    ]);
    expect([0, 1, 2, 3].map((section) => resident.sentTrack(section))).toEqual([null, camera, null, null]);
  });

  it('changes without negotiation', async () => {
    await aMoment();
    newcomer.sent.length = 0;
    const screen = new FakeMediaStreamTrack({ kind: 'video' });
    newcomer.session.setLocalTrack('screen', screen);
    newcomer.session.setLocalTrack('camera', null);
    await aMoment();
    expect([newcomer.sentTrack(1), newcomer.sentTrack(2)]).toEqual([null, screen]);
    expect(newcomer.sent).toEqual([]);
  });

  it('is the last of several tracks in quick succession', async () => {
    await aMoment();
    for (const track of [null, camera, null, camera]) newcomer.session.setLocalTrack('camera', track);
    await aMoment();
    expect(newcomer.sentTrack(1)).toBe(camera);
  });

  it('stays within the budget', async () => {
    const budget = uplinkBudget(4, false);
    newcomer.session.setBudget(budget);
    await clock.advanceAsync(0);
    newcomer.session.setBudget(budget);
    await aMoment();
    expect(newcomer.cameraEncoding()?.maxBitrate).toBe(budget.camera.maxBitrateKbps * 1_000);
    expect(newcomer.warn).not.toHaveBeenCalled();
  });

  it('follows several budgets at once without asking too much of the browser', async () => {
    await aMoment();
    for (const peerCount of [1, 2, 3, 4]) newcomer.session.setBudget(uplinkBudget(peerCount, false));
    await aMoment();
    expect(newcomer.cameraEncoding()?.maxBitrate).toBe(uplinkBudget(4, false).camera.maxBitrateKbps * 1_000);
    expect(newcomer.warn).not.toHaveBeenCalled();
  });

  it('is scaled to the picture that the track gives', async () => {
    newcomer.session.setBudget(uplinkBudget(2, false));
    await aMoment();
    const large = new FakeMediaStreamTrack({ kind: 'video' });
    vi.spyOn(large, 'getSettings').mockReturnValue({ height: 720 });
    newcomer.session.setLocalTrack('camera', large);
    await aMoment();
    // Small at first, so that the first picture comes soon; then as large as the budget allows.
    expect(newcomer.cameraEncoding()?.scaleResolutionDownBy).toBe(4);
    await clock.advanceAsync(2_000);
    expect(newcomer.cameraEncoding()?.scaleResolutionDownBy).toBe(2);
  });

  it('stays as it was when the browser refuses a track', async () => {
    await aMoment();
    newcomer.session.setLocalTrack('camera', microphone);
    await aMoment();
    expect(newcomer.sentTrack(1)).toBe(camera);
    expect(newcomer.warn).toHaveBeenCalledOnce();
  });
});
