import { beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeMediaStreamTrack } from '@/lib/testing/fake-media-track';
import { meet, Side, SideWorld } from './test-side';
import { uplinkBudget } from './uplink-budget';

let world: SideWorld;
let newcomer: Side;
let resident: Side;

beforeEach(() => {
  world = new SideWorld();
});

describe('peer session: what we send', () => {
  const microphone = new FakeMediaStreamTrack({ kind: 'audio' });
  const camera = new FakeMediaStreamTrack({ kind: 'video' });

  beforeEach(() => {
    newcomer = new Side(world, 'offerer', { microphone, camera });
    resident = new Side(world, 'answerer', { camera });
    meet(newcomer, resident);
  });

  it('is what is on already, at either side', async () => {
    await world.aMoment();
    expect([0, 1, 2, 3].map((section) => newcomer.sentTrack(section))).toEqual([
      microphone,
      camera,
      null,
      null,
    ]);
    expect([0, 1, 2, 3].map((section) => resident.sentTrack(section))).toEqual([null, camera, null, null]);
  });

  it('changes without negotiation', async () => {
    await world.aMoment();
    newcomer.sent.length = 0;
    const screen = new FakeMediaStreamTrack({ kind: 'video' });
    newcomer.session.setLocalTrack('screen', screen);
    newcomer.session.setLocalTrack('camera', null);
    await world.aMoment();
    expect([newcomer.sentTrack(1), newcomer.sentTrack(2)]).toEqual([null, screen]);
    expect(newcomer.sent).toEqual([]);
  });

  it('is the last of several tracks in quick succession', async () => {
    await world.aMoment();
    for (const track of [null, camera, null, camera]) newcomer.session.setLocalTrack('camera', track);
    await world.aMoment();
    expect(newcomer.sentTrack(1)).toBe(camera);
  });

  it('stays within the budget', async () => {
    const budget = uplinkBudget(4, false);
    newcomer.session.setBudget(budget);
    await world.clock.advanceAsync(0);
    newcomer.session.setBudget(budget);
    await world.aMoment();
    expect(newcomer.cameraEncoding()?.maxBitrate).toBe(budget.camera.maxBitrateKbps * 1_000);
    expect(newcomer.warn).not.toHaveBeenCalled();
  });

  it('is within the last of many budgets, however fast they come, without asking too much of the browser', async () => {
    await world.aMoment();
    const sender = newcomer.connection.getTransceivers()[1]?.sender;
    if (!sender) throw new Error('no camera section');
    const setParameters = vi.spyOn(sender, 'setParameters');
    for (let peers = 1; peers <= 50; peers++) newcomer.session.setBudget(uplinkBudget(peers, false));
    newcomer.session.setBudget(uplinkBudget(2, false));
    await world.aMoment();
    expect(newcomer.cameraEncoding()?.maxBitrate).toBe(1_500_000);
    expect(setParameters.mock.calls.length).toBeLessThanOrEqual(2);
    expect(newcomer.warn).not.toHaveBeenCalled();
  });

  it('is scaled to the picture that the track gives', async () => {
    newcomer.session.setBudget(uplinkBudget(2, false));
    await world.aMoment();
    const large = new FakeMediaStreamTrack({ kind: 'video' });
    vi.spyOn(large, 'getSettings').mockReturnValue({ height: 720 });
    newcomer.session.setLocalTrack('camera', large);
    await world.aMoment();
    // Small at first, so that the first picture comes soon; then as large as the budget allows.
    expect(newcomer.cameraEncoding()?.scaleResolutionDownBy).toBe(4);
    await world.clock.advanceAsync(2_000);
    expect(newcomer.cameraEncoding()?.scaleResolutionDownBy).toBe(2);
  });

  it('stays as it was when the browser refuses a track', async () => {
    await world.aMoment();
    newcomer.session.setLocalTrack('camera', microphone);
    await world.aMoment();
    expect(newcomer.sentTrack(1)).toBe(camera);
    expect(newcomer.warn).toHaveBeenCalledOnce();
  });
});
