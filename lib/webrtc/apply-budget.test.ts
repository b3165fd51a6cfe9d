import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createFakeClock, type FakeClock } from '@/lib/testing/fake-clock';
import { FakeMediaStream } from '@/lib/testing/fake-media-stream';
import { FakeNetwork } from '@/lib/testing/fake-network';
import { FakePeerConnection } from '@/lib/testing/fake-peer-connection';
import { applyBudget } from './apply-budget';
import { createMediaSections, type MediaSections, type MediaSource } from './media-sections';
import { type UplinkBudget, uplinkBudget } from './uplink-budget';

const budget: UplinkBudget = {
  microphone: { maxBitrateKbps: 48 },
  camera: { isSent: true, maxBitrateKbps: 750, maxFramerate: 20, heightPx: 360 },
  screen: { isSent: true, maxBitrateKbps: 1_250, maxFramerate: 10, heightPx: 1_440 },
};

let clock: FakeClock;
let connection: FakePeerConnection;
let sections: MediaSections;

beforeEach(() => {
  clock = createFakeClock(0);
  connection = new FakePeerConnection(new FakeNetwork({ clock }));
  const streams = { person: new FakeMediaStream(), screen: new FakeMediaStream() };
  sections = createMediaSections(connection.asPeerConnection(), streams);
});

function senderOf(source: MediaSource): RTCRtpSender {
  const sender = sections.get(source)?.sender;
  if (!sender) throw new Error(`no ${source} section`);
  return sender;
}

const encodingOf = (source: MediaSource) => senderOf(source).getParameters().encodings[0];

/** Sends a picture of this many lines. */
async function sendPicture(source: MediaSource, height: number): Promise<void> {
  const track = sections.get(source)?.receiver.track;
  if (!track) throw new Error(`no ${source} section`);
  vi.spyOn(track, 'getSettings').mockReturnValue({ height });
  await senderOf(source).replaceTrack(track);
}

describe('applying a budget', () => {
  it('limits every sender by its source', async () => {
    await applyBudget(sections, budget);
    expect(encodingOf('microphone')).toEqual({
      active: true,
      maxBitrate: 48_000,
      priority: 'high',
      networkPriority: 'high',
    });
    expect(encodingOf('camera')).toMatchObject({ maxBitrate: 750_000, maxFramerate: 20 });
    expect(encodingOf('screen')).toMatchObject({ maxBitrate: 1_250_000, maxFramerate: 10 });
    expect(encodingOf('screen-sound')).toMatchObject({ maxBitrate: 96_000, priority: 'high' });
  });

  it('scales a picture down to the lines allowed, and never up', async () => {
    await sendPicture('camera', 1_080);
    await sendPicture('screen', 720);
    await applyBudget(sections, budget);
    expect(encodingOf('camera')).toMatchObject({ scaleResolutionDownBy: 3 });
    expect(encodingOf('screen')).toMatchObject({ scaleResolutionDownBy: 1 });
  });

  it('keeps the text of a shared screen sharp rather than its motion smooth', async () => {
    const set = vi.spyOn(senderOf('screen'), 'setParameters');
    await applyBudget(sections, budget);
    expect(set.mock.calls[0]?.[0]).toMatchObject({ degradationPreference: 'maintain-resolution' });
  });

  it('stops sending a picture that is not to be sent, and takes it up again', async () => {
    await applyBudget(sections, { ...budget, camera: { ...budget.camera, isSent: false } });
    expect(encodingOf('camera')).toMatchObject({ active: false });
    expect(encodingOf('microphone')).toMatchObject({ active: true });
    await applyBudget(sections, budget);
    expect(encodingOf('camera')).toMatchObject({ active: true });
  });

  it('can be applied again and again', async () => {
    await applyBudget(sections, budget);
    await applyBudget(sections, uplinkBudget(5, true));
    expect(encodingOf('camera')?.maxBitrate).toBe(uplinkBudget(5, true).camera.maxBitrateKbps * 1_000);
  });

  it('leaves a sender without encodings alone', async () => {
    for (const { sender } of connection.getTransceivers()) sender.encodings = [];
    const set = vi.spyOn(senderOf('camera'), 'setParameters');
    await applyBudget(sections, budget);
    expect(set).not.toHaveBeenCalled();
  });

  it('fails when the connection is gone', async () => {
    connection.close();
    await expect(applyBudget(sections, budget)).rejects.toThrow('stopped');
  });
});
