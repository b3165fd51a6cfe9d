// @vitest-environment happy-dom
import { act, cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { toast } from 'sonner';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { safetyEmoji } from '@/lib/crypto/safety-emoji';
import { createTrack, inCall, person } from './testing/people';
import { linkUrl, renderCall } from './testing/render-call';

const ada = person('Ada');
const grace = person('Grace');

const participants = () => screen.getByRole('list', { name: 'Participants' });
const tileOf = (name: string) => within(participants()).getByRole('listitem', { name });
/** Who has a visible ring. */
const ringed = () =>
  within(participants())
    .getAllByRole('listitem')
    .filter((tile) => tile.querySelector('.border-accent.opacity-100'))
    .map((tile) => tile.getAttribute('aria-label'));
const button = (name: string) => screen.getByRole('button', { name });

afterEach(() => {
  toast.dismiss();
  cleanup();
});

describe('The people on the stage', () => {
  it('are listed by display name, oneself last and marked, each with exactly one video', async () => {
    await renderCall(inCall([ada, grace]));
    const items = within(participants()).getAllByRole('listitem');
    expect(items.map((item) => item.getAttribute('aria-label'))).toEqual(['Ada', 'Grace', 'Linus (you)']);
    for (const item of items) expect(item.querySelectorAll('video')).toHaveLength(1);
  });

  it('are shown where they are: a phone does not take their pictures to the whole screen', async () => {
    await renderCall(inCall([person('Ada', { isScreenOn: true, screenTrackId: 'ada-screen' })]));
    const videos = [...document.querySelectorAll('video')];
    expect(videos).toHaveLength(3);
    for (const video of videos) expect(video.hasAttribute('playsinline')).toBe(true);
  });

  it('have a ring around them while they speak with their microphone on', async () => {
    const { state, localMedia } = await renderCall(inCall([person('Ada', { isSpeaking: true }), grace]));
    expect(ringed()).toEqual(['Ada']);
    act(() => state.set(inCall([person('Ada', { isSpeaking: true, isMicrophoneOn: false }), grace])));
    expect(ringed()).toEqual([]);
    act(() => localMedia.state.update((media) => ({ ...media, isSpeaking: true })));
    expect(ringed()).toEqual(['Linus (you)']);
  });

  it('tell in words what is off and what the connection does', async () => {
    const code = 'peer-unreachable' as const;
    await renderCall(
      inCall([
        person('Ada', { isMicrophoneOn: false, peer: { status: 'restarting', attempt: 1 } }),
        person('Grace', { isCameraOn: false, peer: { status: 'failed', code } }),
      ]),
    );
    expect(tileOf('Ada').textContent).toContain('Microphone off.');
    expect(tileOf('Ada').textContent).toContain('Reconnecting to Ada.');
    expect(tileOf('Grace').textContent).toContain('Camera off.');
    expect(tileOf('Grace').textContent).toContain('Can’t connect');
  });

  it('keep one stream for one track through any change around it', async () => {
    const seen = person('Ada', { cameraTrackId: 'ada-camera' });
    const call = await renderCall(inCall([]));
    call.tracks.set('ada-camera', createTrack());
    act(() => call.state.set(inCall([seen])));
    const stream = tileOf('Ada').querySelector('video')?.srcObject;
    expect(stream).toBeInstanceOf(MediaStream);
    act(() => call.state.set(inCall([{ ...seen, isSpeaking: true, isMicrophoneOn: false }, grace])));
    expect(tileOf('Ada').querySelector('video')?.srcObject).toBe(stream);
  });

  it('are said to be coming back when they lost the room, too, and only while they are not connected', async () => {
    const away = person('Ada', { isAway: true, peer: { status: 'interrupted' } });
    await renderCall(inCall([away, person('Grace', { isAway: true })]));
    expect(tileOf('Ada').textContent).toContain('Ada lost the connection and is trying to come back.');
    expect(tileOf('Grace').textContent).not.toContain('come back');
  });

  it('never leave a last frame behind a camera that went off', async () => {
    const call = await renderCall(inCall([person('Ada', { cameraTrackId: null })]));
    call.tracks.set('ada-camera', createTrack());
    const seen = person('Ada', { cameraTrackId: 'ada-camera' });
    act(() => call.state.set(inCall([seen])));
    act(() => call.state.set(inCall([{ ...seen, isCameraOn: false }])));
    expect(tileOf('Ada').querySelector('video')?.srcObject).toBeNull();
  });

  it('are heard through elements that outlive a new layout', async () => {
    const call = await renderCall(inCall([]));
    call.tracks.set('ada-voice', createTrack());
    const heard = person('Ada', { microphoneTrackId: 'ada-voice' });
    act(() => call.state.set(inCall([heard])));
    const audio = document.querySelector('audio');
    const stream = audio?.srcObject;
    expect(stream).toBeInstanceOf(MediaStream);
    act(() => call.state.set(inCall([grace, heard, person('Alan')])));
    expect(audio?.isConnected).toBe(true);
    expect(audio?.srcObject).toBe(stream);
  });

  it('share a screen in a figure of its own, outside the list', async () => {
    const call = await renderCall(inCall([]));
    call.tracks.set('ada-screen', createTrack());
    act(() => call.state.set(inCall([person('Ada', { isScreenOn: true, screenTrackId: 'ada-screen' })])));
    const figure = screen.getByRole('figure');
    expect(figure.textContent).toBe("Ada's screen");
    expect(figure.querySelector('video')?.srcObject).toBeInstanceOf(MediaStream);
    expect(participants().querySelectorAll('video')).toHaveLength(2);
  });

  it('can be invited from the stage while one is alone', async () => {
    const call = await renderCall(inCall([]));
    expect(screen.getByRole('textbox', { name: 'Call link' })).toHaveProperty('value', linkUrl);
    act(() => call.state.set(inCall([ada])));
    expect(screen.queryByRole('textbox', { name: 'Call link' })).toBeNull();
  });
});

describe('The controls', () => {
  it('stand in one toolbar that the arrow keys walk through', async () => {
    await renderCall(inCall([ada]));
    const toolbar = screen.getByRole('toolbar', { name: 'Call controls' });
    const names = within(toolbar)
      .getAllByRole('button')
      .map((control) => control.getAttribute('aria-label'));
    expect(names).toEqual([
      'Turn off microphone',
      'Turn off camera',
      'Share screen',
      'Reactions',
      'Chat',
      'People',
      'Invite',
      'More',
      'Leave call',
    ]);
    act(() => button('Turn off microphone').focus());
    await userEvent.keyboard('{ArrowRight}');
    await waitFor(() => expect(document.activeElement).toBe(button('Turn off camera')));
    await userEvent.keyboard('{End}');
    await waitFor(() => expect(document.activeElement).toBe(button('Leave call')));
  });

  it('switch devices and say what the next press does', async () => {
    const { localMedia } = await renderCall();
    await userEvent.click(button('Turn off microphone'));
    await userEvent.click(button('Turn off camera'));
    expect(localMedia.asked).toEqual([
      ['setMicrophoneOn', false],
      ['setCameraOn', false],
    ]);
    await userEvent.click(button('Turn on microphone'));
    expect(localMedia.state.getSnapshot().microphone.status).toBe('on');
    expect(tileOf('Linus (you)').textContent).toContain('Camera off.');
  });

  it('share and stop sharing the screen', async () => {
    const { localMedia } = await renderCall();
    await userEvent.click(button('Share screen'));
    expect(screen.getByText(/^Everyone can see your screen/)).toBeTruthy();
    await userEvent.click(button('Stop sharing'));
    expect(localMedia.state.getSnapshot().screen.status).toBe('off');
  });

  it('leave the space bar to talking after a press of the mouse', async () => {
    const { localMedia } = await renderCall();
    const user = userEvent.setup();
    await user.click(button('Turn off microphone'));
    await user.keyboard('[Space>]');
    expect(localMedia.asked).toEqual([
      ['setMicrophoneOn', false],
      ['setMicrophoneOn', true],
    ]);
    await user.keyboard('[/Space]');
    expect(localMedia.asked.at(-1)).toEqual(['setMicrophoneOn', false]);
    expect(localMedia.asked).toHaveLength(3);
  });

  it('leave the call', async () => {
    const call = await renderCall();
    await userEvent.click(button('Leave call'));
    expect(call.asked).toContainEqual(['leave']);
  });

  it('open the list of people with their devices, and close it with Escape', async () => {
    await renderCall(inCall([person('Ada', { isMicrophoneOn: false })]));
    act(() => button('People').focus());
    await userEvent.keyboard('{Enter}');
    const panel = screen.getByRole('complementary', { name: /People/ });
    expect(button('People').getAttribute('aria-expanded')).toBe('true');
    expect(button('People').getAttribute('aria-controls')).toBe(panel.id);
    expect(within(panel).getByText('Ada').closest('li')?.textContent).toContain('Microphone off');
    await userEvent.keyboard('{Escape}');
    expect(screen.queryByRole('complementary')).toBeNull();
    expect(document.activeElement).toBe(button('People'));
  });

  it('hand out the link: to copy and as a QR code', async () => {
    const user = userEvent.setup();
    await renderCall(inCall([ada]));
    act(() => button('Invite').focus());
    await user.keyboard('{Enter}');
    const dialog = await screen.findByRole('dialog', { name: 'Invite' });
    expect(within(dialog).getByRole('img', { name: /QR code/ })).toBeTruthy();
    await user.click(within(dialog).getByRole('button', { name: 'Copy link' }));
    expect(await navigator.clipboard.readText()).toBe(linkUrl);
    expect(within(dialog).getByRole('status').textContent).toBe('Copied');
    expect(within(dialog).getByRole('button', { name: 'Copy link' })).toBeTruthy();
    await user.keyboard('{Escape}');
    await waitFor(() => expect(document.activeElement).toBe(button('Invite')));
  });

  it('offer the link for copying by hand when the browser refuses the clipboard', async () => {
    const user = userEvent.setup();
    await renderCall(inCall([]));
    vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new DOMException('no', 'NotAllowedError'));
    await user.click(button('Copy link'));
    expect(await screen.findByText(/did not allow copying/)).toBeTruthy();
  });

  it('keep devices, safety codes and keys under More', async () => {
    const call = await renderCall(inCall([ada]), { safetyCode: safetyEmoji.slice(0, 6) });
    await userEvent.click(button('More'));
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Camera' }), 'Desk camera');
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Microphone' }), 'Headset');
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Speaker' }), 'Headset');
    expect(call.localMedia.asked).toEqual([
      ['selectCamera', 'camera-2'],
      ['selectMicrophone', 'microphone-2'],
      ['selectSpeaker', 'speaker-2'],
    ]);
    await userEvent.click(screen.getByRole('tab', { name: 'Safety' }));
    for (const { name } of safetyEmoji.slice(0, 6)) expect(await screen.findByText(name)).toBeTruthy();
    await userEvent.click(screen.getByRole('tab', { name: 'Shortcuts' }));
    expect(screen.getByText('Hold to talk while muted')).toBeTruthy();
  });
});
