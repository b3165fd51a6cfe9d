import { createFakeAudioContext } from '@/lib/testing/fake-audio-context';
import { createFakeClock } from '@/lib/testing/fake-clock';
import { builtInDevices, type FakeDevice, FakeMediaDevices } from '@/lib/testing/fake-media-devices';
import { FakeMediaStream } from '@/lib/testing/fake-media-stream';
import { FakePermissions } from '@/lib/testing/fake-permissions';
import { createLocalMedia } from '../local-devices';
import type { LocalMediaState, LocalSource } from '../local-media-state';

interface SetUp {
  devices?: readonly FakeDevice[];
  permission?: PermissionState;
  permissions?: FakePermissions;
  /** What the browser has stored of an earlier visit. */
  stored?: object;
  isCameraExclusive?: boolean;
  isInCall?: () => boolean;
}

/** Another camera and another headset, to be plugged in. */
export const usbCamera: FakeDevice = { kind: 'videoinput', deviceId: 'camera-2', label: 'USB Camera' };
export const headset: readonly FakeDevice[] = [
  { kind: 'audioinput', deviceId: 'headset-in', label: 'Headset', groupId: 'headset' },
  { kind: 'audiooutput', deviceId: 'headset-out', label: 'Headset', groupId: 'headset' },
];

export type TrackChange = readonly [source: LocalSource, trackId: string | null];

/** Local media over a fake browser, with everything that can be watched of it. */
export function setUpLocalMedia(setUp: SetUp = {}) {
  const state = setUp.permission ?? 'granted';
  const permissions = setUp.permissions ?? new FakePermissions({ camera: state, microphone: state });
  const mediaDevices = new FakeMediaDevices({
    devices: setUp.devices ?? builtInDevices,
    permissions,
    isCameraExclusive: setUp.isCameraExclusive ?? false,
  });
  const stored = new Map(setUp.stored ? [['parley.devices', JSON.stringify(setUp.stored)]] : []);
  const storage = {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
  };
  const document = Object.assign(new EventTarget(), { visibilityState: 'visible' });
  const audioContext = createFakeAudioContext();
  const clock = createFakeClock();
  const media = createLocalMedia({
    mediaDevices,
    permissions,
    storage,
    document: document as unknown as Document,
    createAudioContext: () => audioContext,
    createStream: (tracks) => new FakeMediaStream(tracks),
    canSelectSpeaker: true,
    isInCall: setUp.isInCall ?? (() => false),
    clock,
  });
  const trackChanges: TrackChange[] = [];
  media.onTrackChange((source, track) => trackChanges.push([source, track?.id ?? null]));
  const snapshots: LocalMediaState[] = [];
  media.state.subscribe(() => snapshots.push(media.state.getSnapshot()));
  return {
    media,
    mediaDevices,
    permissions,
    document,
    audioContext,
    clock,
    trackChanges,
    snapshots,
    /** What is stored now. */
    readStored: (): unknown => JSON.parse(stored.get('parley.devices') ?? '{}'),
  };
}

/** Lets everything that waits for promises alone go on until it rests. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 60; turn += 1) await Promise.resolve();
}
