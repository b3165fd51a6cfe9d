import { describe, expect, it } from 'vitest';
import { setUpLocalMedia } from './testing/set-up-local-media';

describe('local media', () => {
  it('asks for camera and microphone with one question', async () => {
    const { media, mediaDevices } = setUpLocalMedia({ permission: 'prompt' });
    await media.start();
    expect(mediaDevices.promptCount).toBe(1);
    expect(media.state.getSnapshot()).toMatchObject({
      camera: { status: 'on', error: null },
      microphone: { status: 'on', error: null },
    });
    expect(media.getTrack('camera')).toMatchObject({ kind: 'video', readyState: 'live' });
    expect(media.getTrack('microphone')).toMatchObject({
      kind: 'audio',
      enabled: true,
      contentHint: 'speech',
    });
  });
});
