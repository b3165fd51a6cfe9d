// @vitest-environment happy-dom
import { act, cleanup, render } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createFakeCall } from '@/components/testing/fake-call';
import type { RoomLink } from '@/lib/crypto/room-link';
import { sampleWith } from '@/lib/quality/test-samples';
import { CallProvider } from '../call-provider';
import { PlaybackProvider } from '../sound/playback-context';
import { TrackVideo } from '../stage/track-video';
import { createFakeQuality, type FakeQuality } from '../testing/fake-quality';
import { createTrack } from '../testing/people';
import { linkUrl } from '../testing/render-call';

const link = { url: linkUrl, roomId: 'abcd-efgh-ijkl-mnop' } as RoomLink;
let quality: FakeQuality;
let nowMs = 0;
let showFrame: (() => void) | null = null;
let attachCount = 0;
let replaceTrack: () => void;

beforeEach(async () => {
  quality = createFakeQuality();
  nowMs = 0;
  attachCount = 0;
  showFrame = null;
  vi.spyOn(performance, 'now').mockImplementation(() => nowMs);
  vi.spyOn(HTMLMediaElement.prototype, 'paused', 'get').mockReturnValue(false);
  Object.assign(HTMLVideoElement.prototype, {
    requestVideoFrameCallback: (callback: () => void) => {
      showFrame = callback;
      return 1;
    },
    cancelVideoFrameCallback: () => {
      showFrame = null;
    },
  });
  const call = createFakeCall({ quality });
  const createCall = async () => call;
  const pictureOf = (track: MediaStreamTrack) => (
    <CallProvider link={link} createCall={createCall} fallback={null}>
      <PlaybackProvider>
        <TrackVideo track={track} fit="cover" from={{ participantId: 'ada', source: 'camera' }} />
      </PlaybackProvider>
    </CallProvider>
  );
  await act(async () => {
    const { rerender } = render(pictureOf(createTrack()));
    replaceTrack = () => act(() => rerender(pictureOf(createTrack())));
  });
  const video = document.querySelector('video');
  if (!video) throw new Error('a picture has a video element');
  let source = video.srcObject;
  Object.defineProperty(video, 'srcObject', {
    get: () => source,
    set: (value: MediaStream | null) => {
      source = value;
      if (value) attachCount += 1;
    },
  });
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

/** Two seconds, in which frames were decoded. */
function pass(isFrameShown: boolean): void {
  nowMs += 2_000;
  if (isFrameShown) showFrame?.();
  act(() => quality.setPeer('ada', { sample: sampleWith() }));
}

it('mends a picture whose frames are decoded and not shown: attaches it again, then asks for a fresh connection', () => {
  pass(false);
  for (let count = 0; count < 3; count++) pass(false);
  expect(attachCount).toBe(1);
  expect(quality.asked).toEqual([]);
  for (let count = 0; count < 2; count++) pass(false);
  expect(attachCount).toBe(1);
  expect(quality.asked).toEqual([['recover', 'ada']]);
});

it('leaves a picture alone that is shown', () => {
  for (let count = 0; count < 20; count++) pass(true);
  expect(attachCount).toBe(0);
  expect(quality.asked).toEqual([]);
});

it('does not ask for another fresh connection at once when the track of the first one is not shown either', () => {
  for (let count = 0; count < 6; count++) pass(false);
  expect(quality.asked).toEqual([['recover', 'ada']]);
  replaceTrack();
  for (let count = 0; count < 8; count++) pass(false);
  expect(quality.asked).toHaveLength(1);
  for (let count = 0; count < 10; count++) pass(false);
  expect(quality.asked).toHaveLength(2);
});
