import { describe, expect, it } from 'vitest';
import type { ScreenAnswer } from '@/lib/testing/fake-media-devices';
import { settle, setUpLocalMedia } from './testing/set-up-local-media';

function setUp(answer: ScreenAnswer = 'share') {
  const all = setUpLocalMedia();
  all.mediaDevices.screenAnswer = answer;
  return { ...all, screen: () => all.media.state.getSnapshot().screen };
}

describe('sharing the screen', () => {
  it('asks the browser in the same step as the click', () => {
    const { media, mediaDevices, screen } = setUp();
    mediaDevices.isHolding = true;
    void media.startScreen();
    expect(mediaDevices.held).toHaveLength(1);
    expect(screen().status).toBe('starting');
  });

  it('gives a sharp picture without sound where there is none', async () => {
    const { media, screen, trackChanges } = setUp();
    await media.startScreen();
    const track = media.getTrack('screen');
    expect(track).toMatchObject({ contentHint: 'detail', readyState: 'live' });
    expect(screen()).toEqual({ status: 'on', trackId: track?.id, error: null, hasSound: false });
    expect(trackChanges).toEqual([['screen', track?.id]]);
  });

  it('gives the sound as a track of its own', async () => {
    const { media, screen, trackChanges } = setUp('share-with-sound');
    await media.startScreen();
    expect(screen().hasSound).toBe(true);
    expect(media.getTrack('screen-sound')?.contentHint).toBe('music');
    expect(trackChanges).toEqual([
      ['screen', media.getTrack('screen')?.id],
      ['screen-sound', media.getTrack('screen-sound')?.id],
    ]);
  });

  it('ends both tracks when it is stopped', async () => {
    const { media, mediaDevices, screen, trackChanges } = setUp('share-with-sound');
    await media.startScreen();
    trackChanges.length = 0;
    media.stopScreen();
    expect(mediaDevices.liveCount).toBe(0);
    expect(screen()).toEqual({ status: 'off', trackId: null, error: null, hasSound: false });
    expect(trackChanges).toEqual([
      ['screen', null],
      ['screen-sound', null],
    ]);
  });

  it("notices the browser's own way to stop it", async () => {
    const { media, mediaDevices, screen, trackChanges } = setUp('share-with-sound');
    await media.startScreen();
    mediaDevices.live('video')[0]?.endBySystem();
    expect(screen()).toEqual({ status: 'off', trackId: null, error: null, hasSound: false });
    expect(mediaDevices.liveCount).toBe(0);
    expect(trackChanges.slice(-2)).toEqual([
      ['screen', null],
      ['screen-sound', null],
    ]);
  });

  it('goes on without sound when only that ends', async () => {
    const { media, mediaDevices, screen, trackChanges } = setUp('share-with-sound');
    await media.startScreen();
    mediaDevices.live('audio')[0]?.endBySystem();
    expect(screen()).toMatchObject({ status: 'on', hasSound: false });
    expect(trackChanges.at(-1)).toEqual(['screen-sound', null]);
  });

  it.each([
    ['cancel', null],
    ['denied-by-system', 'screen-denied'],
    ['fail', 'screen-failed'],
  ] as const)('is off after %s, with error %s', async (answer, error) => {
    const { media, screen } = setUp(answer);
    await media.startScreen();
    expect(screen()).toEqual({ status: 'off', trackId: null, error, hasSound: false });
  });

  it('says where the browser cannot', async () => {
    const { media, mediaDevices, screen } = setUp();
    Object.assign(mediaDevices, { getDisplayMedia: undefined });
    await media.startScreen();
    expect(screen()).toMatchObject({ status: 'off', error: 'screen-unsupported' });
  });

  it('stops what is chosen after it was called off', async () => {
    const { media, mediaDevices, screen } = setUp('share-with-sound');
    mediaDevices.isHolding = true;
    const sharing = media.startScreen();
    media.stopScreen();
    mediaDevices.release();
    await sharing;
    expect(mediaDevices.liveCount).toBe(0);
    expect(screen().status).toBe('off');
  });

  it('asks once however often it is clicked', async () => {
    const { media, mediaDevices } = setUp();
    mediaDevices.isHolding = true;
    void media.startScreen();
    void media.startScreen();
    expect(mediaDevices.held).toHaveLength(1);
    mediaDevices.release();
    await settle();
    await media.startScreen();
    expect(mediaDevices.live('video')).toHaveLength(1);
  });

  it('forgets its error with the next try', async () => {
    const { media, mediaDevices, screen } = setUp('fail');
    await media.startScreen();
    mediaDevices.screenAnswer = 'share';
    await media.startScreen();
    expect(screen().error).toBeNull();
  });
});
