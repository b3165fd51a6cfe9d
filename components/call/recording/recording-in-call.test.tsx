// @vitest-environment happy-dom
import { act, cleanup, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { toast } from 'sonner';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openFakeRecorder } from '@/lib/recording/testing/fake-recorder';
import { systemClock } from '@/lib/store/clock';
import { activitiesOver } from '../testing/activities-over';
import { inCall, person } from '../testing/people';
import { renderCall } from '../testing/render-call';
import { layOutFilms } from './lay-out-films';
import { loadRecordingParts } from './load-recording-parts';
import { recordedPeople } from './recorded-people';

vi.mock('./load-recording-parts');
vi.mock('@/lib/recording/recording-format', () => ({ recordingFormat: () => 'video/webm' }));

const ada = person('Ada');
const grace = person('Grace');
const consent = /If you don’t want to be recorded, turn off your camera and microphone, or leave/;

async function setUp() {
  const over = activitiesOver('aaaa-bbbb-cccc-dddd', [ada.participantId, grace.participantId]);
  const call = await renderCall(inCall([ada, grace]), { activities: over.activities });
  const hearRecording = (of: typeof ada, isRecording: boolean) =>
    act(() =>
      over.hear(of.participantId, { kind: 'presence', content: { version: 1, hand: null, isRecording } }),
    );
  return { call, hearRecording };
}

const button = (name: string) => screen.getByRole('button', { name });

async function pressRecord(): Promise<void> {
  await userEvent.click(button('More'));
  await userEvent.click(button('Record'));
  await userEvent.click(button('Start recording'));
}

beforeEach(() => {
  const parts = {
    openRecorder: () => openFakeRecorder(systemClock),
    prepareRecorder: () => undefined,
    layOutFilms,
    recordedPeople,
  };
  vi.mocked(loadRecordingParts).mockResolvedValue(parts);
});

afterEach(() => {
  toast.dismiss();
  cleanup();
});

describe('somebody else’s recording', () => {
  it('tells those in the call what they can do about it, each time that somebody begins', async () => {
    const { hearRecording } = await setUp();
    hearRecording(ada, true);
    expect(await screen.findByText('Ada is recording this call')).toBeDefined();
    expect(screen.getByText(consent)).toBeDefined();
    expect(screen.getByText('Ada is recording this call').closest('[aria-live=polite]')).not.toBeNull();
    hearRecording(grace, true);
    expect(await screen.findByText('Ada and Grace are recording this call')).toBeDefined();
  });

  it('is another one where its maker has the same name, and none where a maker has another name now', async () => {
    const { call, hearRecording } = await setUp();
    const namesake = { ...grace, displayName: 'Ada' };
    act(() => call.state.set(inCall([ada, namesake])));
    hearRecording(ada, true);
    await screen.findByText('Ada is recording this call');
    act(() => void toast.dismiss());
    await waitFor(() => expect(screen.queryByText(consent)).toBeNull());
    act(() => call.state.set(inCall([{ ...ada, displayName: 'Augusta' }, namesake])));
    await screen.findByText('Augusta is recording');
    expect(screen.queryByText(consent)).toBeNull();
    act(() => call.state.set(inCall([ada, namesake])));
    hearRecording(grace, true);
    expect(await screen.findByText('Ada and Ada are recording this call')).toBeDefined();
  });

  it('is over in words, too', async () => {
    const { hearRecording } = await setUp();
    hearRecording(ada, true);
    expect(await screen.findByText(consent)).toBeDefined();
    hearRecording(ada, false);
    expect(screen.getByText('Nobody else is recording any more')).toBeDefined();
    await waitFor(() => expect(screen.queryByText(consent)).toBeNull());
  });
});

describe('one’s own recording', () => {
  it('that never began is not called saved', async () => {
    vi.mocked(loadRecordingParts).mockRejectedValue(new Error('out of reach'));
    await setUp();
    await pressRecord();
    expect(await screen.findByText('The recording did not start')).toBeDefined();
    expect(screen.getByText(/Nothing was recorded/)).toBeDefined();
    expect(screen.queryByText(/is saved/)).toBeNull();
  });

  it('keeps the focus of whoever ends it by keyboard, and hands it to the heading when it is saved', async () => {
    await setUp();
    await pressRecord();
    const stop = await screen.findByRole('button', { name: 'Stop recording' });
    const focused: (string | undefined)[] = [];
    document.addEventListener('focusin', () => focused.push(document.activeElement?.tagName));
    act(() => stop.focus());
    await userEvent.keyboard('{Enter}');
    await waitFor(() => expect(screen.queryByText('Saving the recording…')).toBeNull());
    expect(focused).toEqual(['BUTTON', 'DIV', 'H1']);
  });

  it('is not followed by another when its end is pressed twice', async () => {
    await setUp();
    await pressRecord();
    await screen.findByText('0:00');
    await userEvent.click(button('More'));
    const dialog = screen.getByRole('dialog');
    const stop = [...dialog.querySelectorAll('button')].find(
      ({ textContent }) => textContent === 'Stop recording',
    );
    if (!stop) throw new Error('no button under More');
    await userEvent.dblClick(stop);
    expect(screen.queryByRole('dialog', { name: 'Record this call' })).toBeNull();
  });
});
