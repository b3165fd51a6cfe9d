import { beforeEach, describe, expect, it } from 'vitest';
import { createFakeClock, type FakeClock } from './fake-clock';
import { FakeNetwork } from './fake-network';
import { FakePeerConnection } from './fake-peer-connection';

let clock: FakeClock;
let connection: FakePeerConnection;

beforeEach(() => {
  clock = createFakeClock(0);
  connection = new FakePeerConnection(new FakeNetwork({ clock }));
});

describe('a sender of a fake peer connection', () => {
  it('sets parameters once from one reading', async () => {
    const { sender } = connection.addTransceiver('video');
    const parameters = sender.getParameters();
    await sender.setParameters(parameters);
    await expect(sender.setParameters(parameters)).rejects.toThrow('getParameters was not called');
  });

  it('does not take a reading of an earlier task', async () => {
    const { sender } = connection.addTransceiver('video');
    const parameters = sender.getParameters();
    await clock.advanceAsync(0);
    await expect(sender.setParameters(parameters)).rejects.toThrow('getParameters was not called');
  });

  it('does not scale a picture up, nor take a track of the other kind', async () => {
    const { sender } = connection.addTransceiver('video');
    const parameters = sender.getParameters();
    for (const encoding of parameters.encodings) encoding.scaleResolutionDownBy = 0.5;
    await expect(sender.setParameters(parameters)).rejects.toThrow(RangeError);
    const audio = connection.addTransceiver('audio').receiver.track;
    await expect(sender.replaceTrack(audio)).rejects.toThrow(TypeError);
  });
});
