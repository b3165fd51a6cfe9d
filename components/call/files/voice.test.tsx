// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { toast } from 'sonner';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { messages } from '@/lib/errors/messages';
import type { FilesState, IncomingView } from '@/lib/files/file-state';
import type { OfferOptions } from '@/lib/files/files';
import { createStore } from '@/lib/store/store';
import { createFakeChat } from '../testing/fake-activities';
import { createTrack, inCall, person } from '../testing/people';
import { renderCall } from '../testing/render-call';

class StubRecorder {
  static isTypeSupported = () => true;
  readonly mimeType = 'audio/webm';
  state: RecordingState = 'inactive';
  onstop: (() => void) | null = null;
  start(): void {
    this.state = 'recording';
  }
  stop(): void {
    this.state = 'inactive';
    this.onstop?.();
  }
}

class StubAudioContext {
  createAnalyser = () => ({ fftSize: 0, getFloatTimeDomainData: () => undefined });
  createMediaStreamSource = () => ({ connect: () => undefined });
  close = () => Promise.resolve();
}

/** Sounds that play when the test says so. */
class StubAudio extends EventTarget {
  static readonly made: StubAudio[] = [];
  paused = true;
  playbackRate = 1;
  sinkId = '';
  currentTime = 0;
  begin: () => void = () => undefined;
  readonly #give: { reject?: (error: Error) => void } = {};
  constructor() {
    super();
    StubAudio.made.push(this);
  }
  play(): Promise<void> {
    this.paused = false;
    return new Promise((resolve, reject) => {
      this.begin = resolve;
      this.#give.reject = reject;
    });
  }
  pause(): void {
    this.paused = true;
    this.#give.reject?.(new DOMException('paused', 'AbortError'));
  }
  setSinkId(sinkId: string): Promise<void> {
    this.sinkId = sinkId;
    return Promise.resolve();
  }
  removeAttribute = () => undefined;
}

/** When the events are, in ms: whatever is pressed and let go at one moment is a tap. */
let nowMs: number;

beforeEach(() => {
  nowMs = 1_000;
  vi.spyOn(Event.prototype, 'timeStamp', 'get').mockImplementation(() => nowMs);
  vi.stubGlobal('MediaRecorder', StubRecorder);
  vi.stubGlobal('AudioContext', StubAudioContext);
  vi.stubGlobal('Audio', StubAudio);
  StubAudio.made.length = 0;
});
afterEach(() => {
  toast.dismiss();
  cleanup();
  vi.unstubAllGlobals();
});

const button = (name: string) => screen.getByRole('button', { name });

async function openChat(files: object = {}) {
  const { activities } = createFakeChat();
  const state = createStore({ incoming: new Map(), outgoing: new Map() });
  Object.assign(activities, { files: { state, onOffered: () => () => undefined, ...files } });
  const call = await renderCall(inCall([person('Ada')]), { activities });
  const track = createTrack();
  track.clone = () => createTrack();
  call.localMedia.tracks.set('microphone', track);
  await userEvent.click(button('Chat'));
  return call;
}

async function record() {
  await userEvent.click(button('Record a voice note'));
  await screen.findByRole('button', { name: 'Stop recording' });
}

describe('A voice note', () => {
  it('has the call muted meanwhile, and gives the microphone back', async () => {
    const { localMedia } = await openChat();
    await record();
    await userEvent.click(button('Discard voice note'));
    expect(localMedia.asked).toEqual([
      ['setMicrophoneOn', false],
      ['setMicrophoneOn', true],
    ]);
  });

  it('is no talking to a microphone that was left off', async () => {
    const { localMedia } = await openChat();
    await record();
    act(() => localMedia.state.update((media) => ({ ...media, isTalkingWhileMuted: true })));
    expect(screen.queryByText(/You are muted/)).toBeNull();
    await userEvent.click(button('Discard voice note'));
    expect(screen.getByText(/You are muted/)).toBeTruthy();
  });

  it('leaves the microphone closed when the call is left while it is recorded', async () => {
    const { localMedia, state } = await openChat();
    await record();
    act(() => state.set({ phase: 'ended', reason: { type: 'left' } }));
    expect(screen.queryByRole('toolbar')).toBeNull();
    expect(localMedia.asked).toEqual([['setMicrophoneOn', false]]);
  });

  it('ends with the panel that shows it, and is there to be sent when that opens again', async () => {
    const { localMedia } = await openChat();
    await record();
    await userEvent.click(button('Close chat'));
    expect(await screen.findByText('The voice note has ended')).toBeTruthy();
    expect(localMedia.state.getSnapshot().microphone.status).toBe('on');
    await userEvent.click(button('Chat'));
    expect(button('Send voice note')).toBeTruthy();
  });

  it('goes to everyone, or to the one person who was chosen, and the choice is made anew each time', async () => {
    const sentTo: unknown[] = [];
    const offer = (_file: File, { to }: OfferOptions) => sentTo.push(to);
    await openChat({ offer });
    for (const name of ['Ada', 'Everyone, and who joins later']) {
      await record();
      await userEvent.click(button('Stop recording'));
      const select = screen.getByRole<HTMLSelectElement>('combobox', { name: 'To' });
      expect(select.selectedOptions[0]?.textContent).toBe('Everyone, and who joins later');
      await userEvent.selectOptions(select, name);
      await userEvent.click(button('Send voice note'));
    }
    expect(sentTo).toEqual([person('Ada').participantId, null]);
  });

  it('is recorded with the microphone that was chosen, though that was never on', async () => {
    const { localMedia } = await openChat();
    localMedia.tracks.delete('microphone');
    act(() => localMedia.state.update((media) => ({ ...media, microphoneId: 'microphone-2' })));
    const asked: MediaStreamConstraints[] = [];
    const getUserMedia = async (constraints: MediaStreamConstraints) => {
      asked.push(constraints);
      return { getAudioTracks: () => [createTrack()] };
    };
    Object.assign(navigator.mediaDevices, { getUserMedia });
    await record();
    expect(asked).toEqual([{ audio: { deviceId: 'microphone-2' } }]);
  });

  it('that cannot begin says why', async () => {
    const { localMedia } = await openChat();
    localMedia.tracks.delete('microphone');
    const getUserMedia = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
    Object.assign(navigator.mediaDevices, { getUserMedia });
    await userEvent.click(button('Record a voice note'));
    expect(await screen.findByText(messages['microphone-denied'].title)).toBeTruthy();
  });

  it.each(['pointerUp', 'pointerCancel'] as const)(
    'that is held ends with %s, even while it is starting',
    async (end) => {
      const { localMedia } = await openChat();
      const track = createTrack();
      localMedia.tracks.delete('microphone');
      let capture: (stream: MediaStream) => void = () => undefined;
      const captured = new Promise<MediaStream>((resolve) => {
        capture = resolve;
      });
      Object.assign(navigator.mediaDevices, { getUserMedia: () => captured });
      fireEvent.pointerDown(button('Record a voice note'), { button: 0, pointerId: 7 });
      nowMs += 700;
      // Another finger says nothing.
      fireEvent.pointerUp(window, { pointerId: 8 });
      expect(button('Stop recording')).toBeTruthy();
      fireEvent[end](window, { pointerId: 7 });
      expect(button('Record a voice note')).toBeTruthy();
      const stop = vi.spyOn(track, 'stop');
      capture({ getAudioTracks: () => [track] } as unknown as MediaStream);
      await waitFor(() => expect(stop).toHaveBeenCalled());
      expect(button('Record a voice note')).toBeTruthy();
    },
  );
});

describe('A voice note that is heard', () => {
  async function listen() {
    const call = await openChat();
    await record();
    await userEvent.click(button('Stop recording'));
    await waitFor(() => expect(StubAudio.made).toHaveLength(1));
    return { ...call, audio: StubAudio.made[0] as StubAudio };
  }

  it('is not broken when it is paused before it has begun', async () => {
    await listen();
    await userEvent.dblClick(button('Play voice note'));
    expect(screen.queryByText('This browser cannot play it')).toBeNull();
    expect(button('Play voice note')).toHaveProperty('disabled', false);
  });

  it('comes out of the speaker that was chosen, also when that changes', async () => {
    const { audio, localMedia } = await listen();
    expect(audio.sinkId).toBe('speaker-1');
    act(() => localMedia.selectSpeaker('speaker-2'));
    expect(audio.sinkId).toBe('speaker-2');
  });

  it('begins at the speed that was chosen before it was here', async () => {
    const voice = { durationMs: 4_000, peaks: '' };
    const offer = { fileId: 'note', name: 'Voice note.webm', size: 9, type: 'audio/webm', to: null, voice };
    const view = (status: 'receiving' | 'done') =>
      ({
        offer: { ...offer, displayName: 'Ada', order: 1, offeredMs: Date.now(), state: 'ready' },
        from: person('Ada').participantId,
        state: { status },
        isAuto: true,
        doneBytes: 0,
        bytesPerSecond: 0,
      }) satisfies IncomingView;
    const stateOf = (status: 'receiving' | 'done'): FilesState => ({
      incoming: new Map([['note', view(status)]]),
      outgoing: new Map(),
    });
    const state = createStore(stateOf('receiving'));
    await openChat({ state, read: async () => new Blob(['x']) });
    await userEvent.click(button('Speed 1×'));
    act(() => state.set(stateOf('done')));
    await waitFor(() => expect(StubAudio.made.at(-1)?.playbackRate).toBe(1.5));
  });
});
