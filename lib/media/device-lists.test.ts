import { describe, expect, it } from 'vitest';
import { arrivedHeadset, hasDefaultMoved, isDifferent } from './device-changes';
import { toDeviceLists } from './device-lists';

function info(kind: MediaDeviceKind, deviceId: string, label = deviceId, groupId = ''): MediaDeviceInfo {
  return { kind, deviceId, label, groupId, toJSON: () => ({}) };
}

const webcam = info('audioinput', 'webcam', 'Webcam', 'webcam');
const speaker = info('audiooutput', 'speaker', 'Speaker', 'laptop');
const headsetIn = info('audioinput', 'headset-in', 'Headset', 'headset');
const headsetOut = info('audiooutput', 'headset-out', 'Headset', 'headset');

describe('device lists', () => {
  it('number the devices that have no label and give one that has no id the id of the default', () => {
    const { camera, microphone } = toDeviceLists([
      info('videoinput', '', ''),
      info('audioinput', 'a', ''),
      info('audioinput', 'b', 'Mic'),
    ]);
    expect(camera).toEqual({
      isNamed: false,
      devices: [{ deviceId: 'default', label: 'Camera 1', groupId: '' }],
    });
    expect(microphone.devices.map(({ label }) => label)).toEqual(['Microphone 1', 'Mic']);
    expect(microphone.isNamed).toBe(false);
  });

  it('leave out the device that is listed a second time as the one for communication', () => {
    const { speaker: speakers } = toDeviceLists([
      info('audiooutput', 'communications'),
      info('audiooutput', 's'),
    ]);
    expect(speakers.devices.map(({ deviceId }) => deviceId)).toEqual(['s']);
  });

  it('are not named while they are empty', () => {
    expect(toDeviceLists([]).camera).toEqual({ devices: [], isNamed: false });
  });
});

describe('an arrived headset', () => {
  const before = toDeviceLists([webcam, speaker]);

  it('is a new microphone with a speaker in its group', () => {
    expect(arrivedHeadset(before, toDeviceLists([webcam, headsetIn, speaker, headsetOut]))).toBe(
      'headset-in',
    );
  });

  it('is recognised when its speaker is announced after its microphone', () => {
    const microphoneFirst = toDeviceLists([webcam, headsetIn, speaker]);
    expect(arrivedHeadset(before, microphoneFirst)).toBeNull();
    expect(arrivedHeadset(microphoneFirst, toDeviceLists([webcam, headsetIn, speaker, headsetOut]))).toBe(
      'headset-in',
    );
  });

  it("is not a webcam's microphone, which has no speaker", () => {
    const after = toDeviceLists([webcam, info('audioinput', 'other', 'Other Webcam', 'other'), speaker]);
    expect(arrivedHeadset(before, after)).toBeNull();
  });

  it('is known by its name where the browser lists no speakers', () => {
    const after = [webcam, info('audioinput', 'pods', "Ada's AirPods", 'pods')];
    expect(arrivedHeadset(toDeviceLists([webcam]), toDeviceLists(after))).toBe('pods');
  });

  it('is none when the list only got its names', () => {
    const hidden = toDeviceLists([info('audioinput', '', ''), info('audiooutput', '', '')]);
    expect(arrivedHeadset(hidden, toDeviceLists([headsetIn, headsetOut]))).toBeNull();
  });

  it('is never the entry of the default', () => {
    const after = toDeviceLists([
      info('audioinput', 'default', 'Default', 'headset'),
      webcam,
      headsetOut,
      speaker,
    ]);
    expect(arrivedHeadset(before, after)).toBeNull();
  });
});

describe('changes of a list', () => {
  const microphones = (...infos: MediaDeviceInfo[]) => toDeviceLists(infos).microphone;

  it('tell when the default is another device than before', () => {
    const laptop = microphones(info('audioinput', 'default', 'Default', 'laptop'));
    const dock = microphones(info('audioinput', 'default', 'Default', 'dock'));
    expect(hasDefaultMoved(laptop, dock)).toBe(true);
    expect(hasDefaultMoved(laptop, laptop)).toBe(false);
    expect(hasDefaultMoved(microphones(), dock)).toBe(false);
  });

  it('are seen in ids and in names becoming known', () => {
    expect(isDifferent(microphones(webcam), microphones(webcam))).toBe(false);
    expect(isDifferent(microphones(webcam), microphones(webcam, headsetIn))).toBe(true);
    expect(isDifferent(microphones(info('audioinput', 'webcam', '')), microphones(webcam))).toBe(true);
  });
});
