// @vitest-environment happy-dom
import { act, cleanup, screen } from '@testing-library/react';
import { toast } from 'sonner';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createFakeLocalMedia } from '@/components/testing/fake-local-media';
import { messages } from '@/lib/errors/messages';
import { createTrack, inCall, person } from '../testing/people';
import { renderCall } from '../testing/render-call';

const speakersInUse = () => new Set([...document.querySelectorAll('audio')].map(({ sinkId }) => sinkId));
const playing = () => [...document.querySelectorAll('audio')].filter(({ srcObject }) => srcObject);

afterEach(() => {
  toast.dismiss();
  cleanup();
});

describe('The sound of a call', () => {
  it('comes from the chosen speaker, and from another one once it is chosen', async () => {
    const { localMedia } = await renderCall(inCall([person('Ada'), person('Grace')]));
    expect(speakersInUse()).toEqual(new Set(['speaker-1']));
    act(() => localMedia.selectSpeaker('speaker-2'));
    expect(speakersInUse()).toEqual(new Set(['speaker-2']));
  });

  it("comes from the system's default speaker while none is chosen", async () => {
    const { localMedia } = await renderCall(inCall([person('Ada')]), {
      localMedia: createFakeLocalMedia({ speakerId: null }),
    });
    expect(speakersInUse()).toEqual(new Set(['']));
    act(() => localMedia.selectSpeaker('speaker-2'));
    act(() => localMedia.state.update((media) => ({ ...media, speakerId: null })));
    expect(speakersInUse()).toEqual(new Set(['']));
  });

  it('says so when the chosen speaker fails', async () => {
    const { localMedia } = await renderCall(inCall([person('Ada')]));
    const gone = new DOMException('gone', 'NotFoundError');
    vi.spyOn(HTMLMediaElement.prototype, 'setSinkId').mockRejectedValue(gone);
    act(() => localMedia.selectSpeaker('speaker-2'));
    expect(await screen.findByText(messages['speaker-failed'].title)).toBeTruthy();
  });

  it('has the sound of a shared screen in it for as long as the screen is shared', async () => {
    const call = await renderCall(inCall([]));
    call.tracks.set('sound', createTrack());
    const sharing = person('Ada', {
      isScreenOn: true,
      screenTrackId: 'screen',
      screenSoundTrackId: 'sound',
    });
    act(() => call.state.set(inCall([sharing])));
    expect(playing()).toHaveLength(1);
    act(() => call.state.set(inCall([{ ...sharing, isScreenOn: false, screenTrackId: null }])));
    expect(playing()).toHaveLength(0);
  });
});
