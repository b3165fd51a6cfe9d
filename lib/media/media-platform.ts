import type { DeviceStorage } from './remembered-devices';
import type { SpeakerElement } from './speaker-test';

/** The browser, as far as local media needs it. What is `undefined` is done without. */
export interface MediaPlatform {
  /** `undefined` outside a secure context. */
  mediaDevices: MediaDevices | undefined;
  permissions: Pick<Permissions, 'query'> | undefined;
  storage: DeviceStorage | undefined;
  document: Document | undefined;
  createAudioContext: (() => AudioContext) | undefined;
  createStream: (tracks: MediaStreamTrack[]) => MediaStream;
  createSpeakerElement: (() => SpeakerElement) | undefined;
  /** The browser has `HTMLMediaElement.setSinkId` (audio-output 3). */
  canSelectSpeaker: boolean;
}

/** The objects of the page that this runs in; none of them where there is no page. */
export function browserPlatform(): MediaPlatform {
  const { navigator, document, AudioContext, Audio, HTMLMediaElement } = globalThis as Partial<
    typeof globalThis
  >;
  return {
    mediaDevices: navigator?.mediaDevices,
    permissions: navigator?.permissions,
    storage: openLocalStorage(),
    document,
    createAudioContext: AudioContext && (() => new AudioContext()),
    createStream: (tracks) => new MediaStream(tracks),
    createSpeakerElement: Audio && (() => new Audio()),
    canSelectSpeaker: HTMLMediaElement !== undefined && 'setSinkId' in HTMLMediaElement.prototype,
  };
}

/** A browser told to keep nothing throws at the mere mention (html 12.2.3). */
function openLocalStorage(): Storage | undefined {
  try {
    return (globalThis as Partial<typeof globalThis>).localStorage;
  } catch {
    return undefined;
  }
}
