import { FakeMediaStream } from './fake-media-stream';
import { FakeMediaStreamTrack } from './fake-media-track';
import { type DevicePermission, FakePermissions } from './fake-permissions';

export interface FakeDevice {
  kind: MediaDeviceKind;
  deviceId: string;
  label: string;
  groupId?: string;
}

/** What the person does with the browser's question: closing it leaves the permission at `prompt`. */
export type PromptAnswer = 'grant' | 'deny' | 'dismiss';

/** How `getDisplayMedia` ends. */
export type ScreenAnswer = 'share' | 'share-with-sound' | 'cancel' | 'denied-by-system' | 'fail';

export interface FakeMediaDevicesOptions {
  devices?: readonly FakeDevice[];
  permissions?: FakePermissions;
  /** As on some phones: one camera at a time. */
  isCameraExclusive?: boolean;
}

/** A laptop with its own camera, microphone and speaker. */
export const builtInDevices: readonly FakeDevice[] = [
  { kind: 'videoinput', deviceId: 'camera-1', label: 'Built-in Camera', groupId: 'built-in' },
  { kind: 'audioinput', deviceId: 'microphone-1', label: 'Built-in Microphone', groupId: 'built-in' },
  { kind: 'audiooutput', deviceId: 'speaker-1', label: 'Built-in Speaker', groupId: 'built-in' },
];

interface HeldRequest {
  release: () => void;
}

/**
 * `navigator.mediaDevices` as browsers behave: labels and ids hidden before permission, `NotFoundError` before any
 * question, all of a request or none of it, `ended` and then `devicechange` when something is unplugged.
 */
export class FakeMediaDevices extends EventTarget implements MediaDevices {
  ondevicechange = null;
  readonly permissions: FakePermissions;
  isCameraExclusive: boolean;
  promptAnswer: PromptAnswer = 'grant';
  promptCount = 0;
  screenAnswer: ScreenAnswer = 'share';
  /** Requests wait in `held` until `release`; what they find is decided then. */
  isHolding = false;
  readonly held: HeldRequest[] = [];
  /** Devices that another program uses. */
  readonly busyIds = new Set<string>();
  /** The constraints of every `getUserMedia`, in order. */
  readonly asked: MediaStreamConstraints[] = [];
  /** Every track ever handed out, without clones. */
  readonly tracks: FakeMediaStreamTrack[] = [];
  readonly #devices: FakeDevice[];

  constructor(options: FakeMediaDevicesOptions = {}) {
    super();
    this.#devices = [...(options.devices ?? builtInDevices)];
    this.permissions = options.permissions ?? new FakePermissions();
    this.isCameraExclusive = options.isCameraExclusive ?? false;
  }

  /** Live tracks of a kind, clones not counted. */
  live(kind: 'audio' | 'video'): FakeMediaStreamTrack[] {
    return this.tracks.filter((track) => track.kind === kind && track.readyState === 'live');
  }

  /** Everything that keeps a device in use, clones included. */
  get liveCount(): number {
    const all = this.tracks.flatMap((track) => [track, ...track.clones]);
    return all.filter((track) => track.readyState === 'live').length;
  }

  /** Lets a held request through: the oldest, or the one at `index`. */
  release(index = 0): void {
    const [request] = this.held.splice(index, 1);
    request?.release();
  }

  plug(...devices: readonly FakeDevice[]): void {
    this.#devices.push(...devices);
    this.dispatchEvent(new Event('devicechange'));
  }

  unplug(...deviceIds: readonly string[]): void {
    for (const deviceId of deviceIds) {
      const index = this.#devices.findIndex((device) => device.deviceId === deviceId);
      if (index >= 0) this.#devices.splice(index, 1);
      for (const track of this.tracks) if (track.getSettings().deviceId === deviceId) track.endBySystem();
    }
    this.dispatchEvent(new Event('devicechange'));
  }

  /** Another device takes over this entry, as when the system's default moves. */
  replace(deviceId: string, device: FakeDevice): void {
    const index = this.#devices.findIndex((known) => known.deviceId === deviceId);
    if (index >= 0) this.#devices.splice(index, 1, device);
    this.dispatchEvent(new Event('devicechange'));
  }

  /** What a person does in the browser's settings; taking a permission back ends its tracks. */
  setPermission(name: DevicePermission, state: PermissionState): void {
    if (state !== 'granted') {
      const kind = name === 'camera' ? 'video' : 'audio';
      for (const track of this.tracks)
        if (track.kind === kind && track.label !== 'Screen') track.endBySystem();
    }
    this.permissions.set(name, state);
  }

  enumerateDevices(): Promise<MediaDeviceInfo[]> {
    const hidden = new Set<MediaDeviceKind>();
    const infos = this.#devices.flatMap((device) => {
      const permission = device.kind === 'videoinput' ? 'camera' : 'microphone';
      const isNamed = this.permissions.get(permission) === 'granted';
      if (!isNamed && hidden.has(device.kind)) return [];
      if (!isNamed) hidden.add(device.kind);
      return [toInfo(isNamed ? device : { kind: device.kind, deviceId: '', label: '' })];
    });
    return Promise.resolve(infos);
  }

  getSupportedConstraints(): MediaTrackSupportedConstraints {
    return { deviceId: true, width: true, height: true, frameRate: true, facingMode: true };
  }

  async getUserMedia(constraints: MediaStreamConstraints = {}): Promise<MediaStream> {
    this.asked.push(constraints);
    await this.#turn();
    const video = this.#candidates('videoinput', constraints.video);
    const audio = this.#candidates('audioinput', constraints.audio);
    this.#askPermission([...(video ? ['camera' as const] : []), ...(audio ? ['microphone' as const] : [])]);
    const chosen = [audio, video].flatMap((candidates) => candidates?.slice(0, 1) ?? []);
    for (const device of chosen) this.#checkReadable(device);
    return new FakeMediaStream(chosen.map((device) => this.#open(device)));
  }

  async getDisplayMedia(_options?: DisplayMediaStreamOptions): Promise<MediaStream> {
    await this.#turn();
    if (this.screenAnswer === 'cancel') throw new DOMException('Permission denied', 'NotAllowedError');
    if (this.screenAnswer === 'denied-by-system') {
      throw new DOMException('Permission denied by system', 'NotAllowedError');
    }
    if (this.screenAnswer === 'fail') throw new DOMException('Could not start', 'NotReadableError');
    const screen = new FakeMediaStreamTrack({ kind: 'video', label: 'Screen', deviceId: 'screen' });
    const sound = new FakeMediaStreamTrack({ kind: 'audio', label: 'Screen', deviceId: 'screen-sound' });
    const tracks = this.screenAnswer === 'share' ? [screen] : [screen, sound];
    this.tracks.push(...tracks);
    return new FakeMediaStream(tracks);
  }

  #turn(): Promise<void> {
    if (!this.isHolding) return Promise.resolve();
    return new Promise((resolve) => {
      this.held.push({ release: resolve });
    });
  }

  #candidates(
    kind: MediaDeviceKind,
    constraint: boolean | MediaTrackConstraints | undefined,
  ): FakeDevice[] | null {
    if (!constraint) return null;
    const devices = this.#devices.filter((device) => device.kind === kind);
    if (devices.length === 0) throw new DOMException('Requested device not found', 'NotFoundError');
    const wish = constraint === true ? undefined : constraint.deviceId;
    if (typeof wish !== 'object' || Array.isArray(wish)) return devices;
    const exact = devices.filter((device) => device.deviceId === wish.exact);
    if (wish.exact !== undefined && exact.length === 0) throw overconstrained('deviceId');
    if (exact.length > 0) return exact;
    return devices.toSorted((a, b) => Number(b.deviceId === wish.ideal) - Number(a.deviceId === wish.ideal));
  }

  #askPermission(names: readonly DevicePermission[]): void {
    const isAny = (state: PermissionState) => names.some((name) => this.permissions.get(name) === state);
    if (isAny('denied')) throw new DOMException('Permission denied', 'NotAllowedError');
    if (!isAny('prompt')) return;
    this.promptCount += 1;
    if (this.promptAnswer === 'dismiss') throw new DOMException('Permission dismissed', 'NotAllowedError');
    for (const name of names) {
      this.permissions.set(name, this.promptAnswer === 'grant' ? 'granted' : 'denied');
    }
    if (this.promptAnswer === 'deny') throw new DOMException('Permission denied', 'NotAllowedError');
  }

  #checkReadable(device: FakeDevice): void {
    const isTaken =
      this.isCameraExclusive &&
      device.kind === 'videoinput' &&
      this.live('video').some((track) => {
        const { deviceId } = track.getSettings();
        return deviceId !== device.deviceId && deviceId !== 'screen';
      });
    if (isTaken || this.busyIds.has(device.deviceId)) {
      throw new DOMException('Could not start video source', 'NotReadableError');
    }
  }

  #open(device: FakeDevice): FakeMediaStreamTrack {
    const track = new FakeMediaStreamTrack({
      kind: device.kind === 'videoinput' ? 'video' : 'audio',
      label: device.label,
      deviceId: device.deviceId,
    });
    this.tracks.push(track);
    return track;
  }
}

function toInfo(device: FakeDevice): MediaDeviceInfo {
  const { kind, deviceId, label, groupId = '' } = device;
  return { kind, deviceId, label, groupId, toJSON: () => ({ kind, deviceId, label, groupId }) };
}

/** Node has no `OverconstrainedError`; browsers' one is a `DOMException` with a `constraint`. */
function overconstrained(constraint: string): DOMException {
  return Object.assign(new DOMException('', 'OverconstrainedError'), { constraint });
}
