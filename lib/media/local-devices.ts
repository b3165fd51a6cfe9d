import type { DeviceKind } from '@/lib/errors/error-code';
import type { Clock } from '@/lib/store/clock';
import { createEmitter } from '@/lib/store/emitter';
import { type Logger, silentLogger } from '@/lib/store/logger';
import { createStore } from '@/lib/store/store';
import { contentHints } from './constraints';
import { DeviceCapture } from './device-capture';
import { followChanges } from './device-following';
import { type DeviceLists, systemDefaultId } from './device-lists';
import { watchDevices } from './device-watch';
import { createLevelMeter } from './level-meter';
import type { LocalMedia } from './local-media';
import type { LocalMediaState, LocalSource } from './local-media-state';
import { browserPlatform, type MediaPlatform } from './media-platform';
import { MicrophoneMonitor } from './microphone-monitor';
import { watchMute } from './mute-watch';
import { openDevice, openTogether } from './open-devices';
import { type PermissionWatch, watchPermissions } from './permission-watch';
import { createRememberedDevices, findRemembered } from './remembered-devices';
import { ScreenShare } from './screen-share';
import type { SpeakerTest } from './speaker-test';
import { deviceChange, initialState, toOptions, withChange } from './state-changes';

/** What is given of the platform replaces the browser's own. */
export interface LocalMediaOptions extends Partial<MediaPlatform> {
  /** On and off are remembered for the next lobby, except while this says that a call is on. */
  isInCall?: () => boolean;
  clock: Clock;
  logger?: Logger;
}

const kinds = ['camera', 'microphone'] as const;

/** This person's devices. Opens and listens to none before `start` or a first wish. */
export function createLocalMedia(options: LocalMediaOptions): LocalMedia {
  const { clock, logger = silentLogger } = options;
  const platform: MediaPlatform = { ...browserPlatform(), ...options };
  const { mediaDevices, document } = platform;
  const state = createStore(initialState);
  const changes = createEmitter<{ track: { source: LocalSource; track: MediaStreamTrack | null } }>();
  const remembered = createRememberedDevices(platform.storage, logger);
  const watch = watchDevices(mediaDevices, onListsChange, logger);
  let speakerTest: SpeakerTest | null = null;
  let permissions: PermissionWatch | null = null;
  let starting: Promise<void> | null = null;
  let unwatchMute = (): void => undefined;
  let isDisposed = false;
  /** A headset that came during the call; before the remembered microphone while it is there. */
  let headsetId: string | null = null;

  function patch(change: Partial<LocalMediaState>): void {
    if (!isDisposed) state.update((current) => withChange(current, change));
  }

  const monitor = new MicrophoneMonitor({
    meter: createLevelMeter({ ...platform, logger }),
    clock,
    onChange: patch,
  });

  const screen = new ScreenShare({
    mediaDevices,
    onState: (screenState) => patch({ screen: screenState }),
    onTrack: (source, track) => changes.emit('track', { source, track }),
    logger,
  });

  function createCapture(kind: DeviceKind): DeviceCapture {
    return new DeviceCapture(
      {
        kind,
        keepsTrackWhileOff: kind === 'microphone',
        acquire: (wish) => openDevice(mediaDevices, kind, wish),
        preferredId: (exceptId) => preferredId(kind, exceptId ?? null),
        onChosen: (deviceId) => choose(kind, deviceId),
        onState: (device, deviceId) => patch(deviceChange(kind, device, listed(kind, deviceId))),
        onTrack: (track) => onTrack(kind, track),
        clock,
        logger,
      },
      remembered.get(kind).isOn,
    );
  }

  const captures = { camera: createCapture('camera'), microphone: createCapture('microphone') };

  function preferredId(kind: DeviceKind, exceptId: string | null): string | null {
    const list = watch.lists[kind];
    const present = list.devices.map((device) => device.deviceId);
    const candidates = [kind === 'microphone' ? headsetId : null, findRemembered(list, remembered.get(kind))];
    const fallback = list.isNamed ? null : remembered.get(kind).deviceId;
    return candidates.find((id) => id !== null && id !== exceptId && present.includes(id)) ?? fallback;
  }

  function listed(kind: DeviceKind, deviceId: string | null): string | null {
    return watch.lists[kind].devices.some((device) => device.deviceId === deviceId) ? deviceId : null;
  }

  function choose(kind: DeviceKind | 'speaker', deviceId: string): void {
    const device = watch.lists[kind].devices.find((candidate) => candidate.deviceId === deviceId);
    const isDefault = deviceId === systemDefaultId;
    remembered.set(kind, { deviceId: isDefault ? null : deviceId, label: device?.label ?? '' });
    if (kind === 'microphone') headsetId = null;
  }

  function onTrack(kind: DeviceKind, track: MediaStreamTrack | null): void {
    if (kind === 'microphone') {
      unwatchMute();
      if (track) {
        track.contentHint = contentHints.microphone;
        const onLongMute = () => void captures.microphone.renew();
        unwatchMute = watchMute(track, { clock, document, onLongMute });
      }
      monitor.follow(track);
    }
    changes.emit('track', { source: kind, track });
    if (track) void watch.refresh();
  }

  function onListsChange(before: DeviceLists, after: DeviceLists): void {
    patch({
      cameras: toOptions(after.camera),
      microphones: toOptions(after.microphone),
      speakers: platform.canSelectSpeaker ? toOptions(after.speaker) : [],
      speakerId: findRemembered(after.speaker, remembered.get('speaker')),
    });
    headsetId = followChanges({ before, after, captures, remembered, headsetId });
    captures.camera.publish();
    captures.microphone.publish();
  }

  /** Both in one question where both are wanted; `null`: each alone. */
  async function openFirst(): Promise<Readonly<Record<DeviceKind, Promise<MediaStreamTrack | null>>> | null> {
    const hasChoice = kinds.some((kind) => remembered.get(kind).deviceId !== null);
    const reading = watch.refresh();
    if (hasChoice) await reading;
    if (!kinds.every((kind) => captures[kind].wantsOn)) return null;
    const wish = (kind: DeviceKind) => ({ deviceId: preferredId(kind, null), isExact: false });
    const query = (kind: DeviceKind) => permissions?.query(kind) ?? Promise.resolve(null);
    return openTogether(mediaDevices, { camera: wish('camera'), microphone: wish('microphone') }, query);
  }

  async function start(): Promise<void> {
    watch.listen();
    permissions = watchPermissions(platform.permissions, (kind) => void captures[kind].retry(), logger);
    const areBothMissing = kinds.every((kind) => captures[kind].isMissing);
    const first = areBothMissing ? openFirst() : watch.refresh().then(() => null);
    await Promise.all(
      kinds.map((kind) => captures[kind].start(first.then((parts) => parts?.[kind] ?? null))),
    );
  }

  function stop(): void {
    starting = null;
    watch.ignore();
    permissions?.dispose();
    captures.camera.stop();
    captures.microphone.stop();
    screen.stop();
    speakerTest?.stop();
  }

  function setOn(kind: DeviceKind, isOn: boolean): Promise<void> {
    if (isDisposed) return Promise.resolve();
    if (!options.isInCall?.()) remembered.set(kind, { isOn });
    if (kind === 'microphone') monitor.setMuted(!isOn);
    return captures[kind].setOn(isOn);
  }

  monitor.setMuted(!captures.microphone.wantsOn);

  return {
    state,
    start() {
      if (!isDisposed) starting ??= start();
      return starting ?? Promise.resolve();
    },
    setCameraOn: (isOn) => setOn('camera', isOn),
    setMicrophoneOn: (isOn) => setOn('microphone', isOn),
    selectCamera: (deviceId) => captures.camera.select(deviceId),
    selectMicrophone: (deviceId) => captures.microphone.select(deviceId),
    selectSpeaker(deviceId) {
      choose('speaker', deviceId);
      patch({ speakerId: deviceId === systemDefaultId ? null : deviceId });
    },
    startScreen: () => (isDisposed ? Promise.resolve() : screen.start()),
    stopScreen: () => screen.stop(),
    getTrack(source) {
      return source === 'camera' || source === 'microphone'
        ? captures[source].track
        : screen.getTrack(source);
    },
    onTrackChange: (listener) => changes.on('track', ({ source, track }) => listener(source, track)),
    getMicrophoneLevel: () => monitor.level,
    async playSpeakerTest() {
      // Loaded when somebody listens: nobody's lobby waits for it.
      const { createSpeakerTest } = await import('./speaker-test');
      speakerTest ??= createSpeakerTest(platform.createSpeakerElement);
      await speakerTest.play(state.getSnapshot().speakerId);
    },
    stop,
    dispose() {
      if (isDisposed) return;
      stop();
      captures.camera.dispose();
      captures.microphone.dispose();
      monitor.dispose();
      isDisposed = true;
    },
  };
}
