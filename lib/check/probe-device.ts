import type { DeviceKind } from '@/lib/errors/error-code';
import { messages } from '@/lib/errors/messages';
import { deviceErrorCode } from '@/lib/media/device-error';
import { createLevelMeter } from '@/lib/media/level-meter';
import type { MediaPlatform } from '@/lib/media/media-platform';
import type { Clock } from '@/lib/store/clock';
import { silentLogger } from '@/lib/store/logger';
import type { CheckRow, Finding } from './finding';

const mediaKinds: Record<DeviceKind, MediaDeviceKind> = { camera: 'videoinput', microphone: 'audioinput' };
/** How long a microphone is listened to. */
const listenMs = 2_500;
const readEveryMs = 100;

export interface DevicePorts {
  platform: Pick<
    MediaPlatform,
    'mediaDevices' | 'permissions' | 'createAudioContext' | 'createStream' | 'document'
  >;
  clock: Clock;
}

/** What is known of a device without asking for it: `waiting` when a person has to start the test. */
export async function lookForDevice(
  { platform }: DevicePorts,
  kind: DeviceKind,
): Promise<Pick<CheckRow, 'state' | 'figure' | 'words'>> {
  const { mediaDevices, permissions } = platform;
  if (!mediaDevices) return troubleWith('failed', 'devices-insecure-context');
  const [permission, devices] = await Promise.all([
    permissions?.query({ name: kind }).catch(() => null) ?? null,
    mediaDevices.enumerateDevices().catch(() => []),
  ]);
  if (!devices.some((device) => device.kind === mediaKinds[kind])) {
    return troubleWith('warning', `${kind}-not-found`);
  }
  if (permission?.state === 'denied') return troubleWith('failed', `${kind}-denied`);
  return { state: 'waiting', figure: null, words: `There is a ${kind}. The test turns it on for a moment.` };
}

/** Turns a device on for a moment. Needs a click: browsers ask the person, and measure sound only after one. */
export async function tryDevice(ports: DevicePorts, kind: DeviceKind): Promise<Finding> {
  const { mediaDevices } = ports.platform;
  if (!mediaDevices) return troubleWith('failed', 'devices-insecure-context');
  let stream: MediaStream;
  try {
    stream = await mediaDevices.getUserMedia(kind === 'camera' ? { video: true } : { audio: true });
  } catch (error) {
    const code = deviceErrorCode(kind, error);
    return troubleWith(code.endsWith('-not-found') ? 'warning' : 'failed', code);
  }
  try {
    const [track] = stream.getTracks();
    if (!track) return troubleWith('failed', `${kind}-failed`);
    return kind === 'camera' ? cameraFinding(track) : await listen(ports, track);
  } finally {
    for (const track of stream.getTracks()) track.stop();
  }
}

function cameraFinding(track: MediaStreamTrack): Finding {
  const { width, height } = track.getSettings();
  return {
    state: 'passed',
    figure: width && height ? `${width} × ${height}` : null,
    words: 'The camera gives a picture. It is off again.',
  };
}

async function listen({ platform, clock }: DevicePorts, track: MediaStreamTrack): Promise<Finding> {
  const meter = createLevelMeter({ ...platform, logger: silentLogger });
  meter.follow(track);
  let loudest = 0;
  for (let elapsedMs = 0; elapsedMs < listenMs; elapsedMs += readEveryMs) {
    await new Promise<void>((resolve) => clock.setTimeout(resolve, readEveryMs));
    loudest = Math.max(loudest, meter.read());
  }
  meter.dispose();
  if (loudest > 0) {
    return { state: 'passed', figure: 'Sound', words: 'The microphone hears something. It is off again.' };
  }
  return {
    state: 'warning',
    figure: 'Silence',
    words: 'The microphone works, but heard nothing. Speak while testing, and look for a mute switch on it.',
  };
}

function troubleWith<S extends 'warning' | 'failed'>(state: S, code: keyof typeof messages) {
  const { title, action } = messages[code];
  return { state, figure: null, words: `${title}. ${action}` };
}
