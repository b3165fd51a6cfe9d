// @vitest-environment happy-dom
import { act, cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFakeQuality, type FakeQuality } from '../testing/fake-quality';
import { createTrack, inCall, person } from '../testing/people';
import { renderCall } from '../testing/render-call';
import { readLowData, rememberLowData } from './low-data-preference';

const ada = person('Ada');
const poor = { rating: { level: 'poor', cause: 'loss' } } as const;
let quality: FakeQuality;

const tileOf = (name: string) =>
  within(screen.getByRole('list', { name: 'Participants' })).getByRole('listitem', { name });
const shownLast = () => quality.asked.findLast(([method]) => method === 'setShown')?.[1];

async function openConnections(): Promise<HTMLElement> {
  await userEvent.click(screen.getByRole('button', { name: 'More' }));
  await userEvent.click(screen.getByRole('tab', { name: 'Connection' }));
  return screen.getByRole('dialog', { name: 'More' });
}

beforeEach(() => {
  localStorage.clear();
  quality = createFakeQuality();
});
afterEach(cleanup);

describe('The mark of a connection', () => {
  it('is absent while the connection is good', async () => {
    await renderCall(inCall([ada]), { quality });
    act(() => quality.setPeer(ada.participantId, {}));
    expect(within(tileOf('Ada')).queryByRole('button')).toBeNull();
    expect(tileOf('Ada').textContent).not.toContain('Connection to');
  });

  it('says how the connection is and what that means, on the tile and in its words', async () => {
    await renderCall(inCall([ada]), { quality });
    act(() => quality.setPeer(ada.participantId, { ...poor, theirCamera: 'reduced' }));
    const words = 'Connection to Ada: poor, their picture is reduced.';
    expect(within(tileOf('Ada')).getByRole('button', { name: words })).toBeTruthy();
    expect(tileOf('Ada').textContent).toContain(words);
  });

  it('is announced when the connection becomes poor', async () => {
    await renderCall(inCall([ada]), { quality });
    act(() => quality.setPeer(ada.participantId, poor));
    const said = [...document.querySelectorAll('[aria-live=polite]')].map((region) => region.textContent);
    expect(said.join()).toContain('Connection to Ada: poor, parts get lost on the way.');
  });

  it('tells the figures when pressed', async () => {
    const relayed = person('Ada', { peer: { status: 'connected', isRelayed: true } });
    await renderCall(inCall([relayed]), { quality });
    act(() => quality.setPeer(ada.participantId, poor));
    await userEvent.click(within(tileOf('Ada')).getByRole('button'));
    const figures = await screen.findByRole('dialog', { name: 'Connection to Ada' });
    for (const words of ['Round trip40 ms', 'Jitter5 ms', 'Receiving800 kbit/s', 'Paththrough a relay']) {
      expect(figures.textContent).toContain(words);
    }
  });

  it('gives way to what is worse: a connection that is lost', async () => {
    await renderCall(inCall([person('Ada', { peer: { status: 'interrupted' } })]), { quality });
    act(() => quality.setPeer(ada.participantId, poor));
    expect(within(tileOf('Ada')).queryByRole('button')).toBeNull();
    expect(tileOf('Ada').textContent).toContain('Reconnecting');
  });
});

describe('A picture that the line does not carry', () => {
  it('leaves no frozen frame: the tile says that it is paused', async () => {
    const seen = person('Ada', { cameraTrackId: 'ada-camera' });
    const call = await renderCall(inCall([]), { quality });
    call.tracks.set('ada-camera', createTrack());
    act(() => call.state.set(inCall([seen])));
    expect(tileOf('Ada').querySelector('video')?.srcObject).toBeInstanceOf(MediaStream);
    act(() => quality.setPeer(ada.participantId, { ...poor, theirCamera: 'paused' }));
    expect(tileOf('Ada').querySelector('video')?.srcObject).toBeNull();
    expect(tileOf('Ada').textContent).toContain('Picture paused');
    expect(tileOf('Ada').textContent).not.toContain('Camera off.');
  });
});

describe('What is shown', () => {
  it('is told to the others: large, and small in a crowd', async () => {
    const call = await renderCall(inCall([ada]), { quality });
    expect(shownLast()).toEqual(new Map([[ada.participantId, { camera: 'large', screen: 'large' }]]));
    const crowd = Array.from({ length: 12 }, (_, index) => person(`P${index}`));
    act(() => call.state.set(inCall(crowd)));
    const sizes = new Set(
      [...(shownLast() as Map<string, { camera: string }>).values()].map((each) => each.camera),
    );
    expect(sizes).toEqual(new Set(['small']));
  });
});

describe('Low data', () => {
  it('is a switch under More, beside the data that the call has used', async () => {
    await renderCall(inCall([ada]), { quality });
    act(() =>
      quality.state.update((before) => ({
        ...before,
        dataUsed: { sentBytes: 2_340_000, receivedBytes: 10_000_000 },
      })),
    );
    const dialog = await openConnections();
    expect(dialog.textContent).toContain('12.3 MB');
    expect(dialog.textContent).toContain('2.3 MB sent, 10.0 MB received');
    await userEvent.click(within(dialog).getByRole('switch', { name: 'Low data' }));
    expect(quality.asked).toContainEqual(['setDataLow', true]);
    expect(within(dialog).getByRole('switch', { name: 'Low data' })).toHaveProperty('checked', true);
    expect(readLowData()).toBe(true);
  });

  it('is remembered from one call to the next', async () => {
    rememberLowData(true);
    await renderCall(inCall([ada]), { quality });
    expect(quality.asked).toContainEqual(['setDataLow', true]);
  });

  it('is proposed by a banner, which an answer takes away', async () => {
    await renderCall(inCall([ada]), { quality });
    const propose = () =>
      act(() => quality.state.update((before) => ({ ...before, isLowDataProposed: true })));
    propose();
    await userEvent.click(screen.getByRole('button', { name: 'Not now' }));
    expect(quality.asked).toContainEqual(['declineLowData']);
    expect(readLowData()).toBe(false);
    expect(screen.queryByRole('button', { name: 'Use low data' })).toBeNull();
    propose();
    await userEvent.click(screen.getByRole('button', { name: 'Use low data' }));
    expect(quality.asked).toContainEqual(['setDataLow', true]);
    expect(screen.queryByRole('button', { name: 'Use low data' })).toBeNull();
    expect(document.activeElement).toBe(screen.getByRole('heading', { level: 1 }));
  });
});
