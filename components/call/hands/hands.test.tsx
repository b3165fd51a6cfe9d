// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { toast } from 'sonner';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { activitiesOver } from '../testing/activities-over';
import { inCall, person } from '../testing/people';
import { renderCall } from '../testing/render-call';

const ada = person('Ada');
const grace = person('Grace');

/** A call with Ada and Grace, who have told that their hands are down unless `isTold` is false. */
async function setUp({ isTold = true } = {}) {
  const state = inCall([ada, grace]);
  const over = activitiesOver(state.self.participantId, [ada.participantId, grace.participantId]);
  if (isTold) for (const { participantId } of [ada, grace]) over.hearHand(participantId, null);
  const call = await renderCall(state, { activities: over.activities });
  const hearHand = (of: typeof ada, hand: number | null) => act(() => over.hearHand(of.participantId, hand));
  const speak = (isSpeaking: boolean, ms: number) =>
    act(() => {
      call.localMedia.state.update((media) => ({ ...media, isSpeaking }));
      vi.advanceTimersByTime(ms);
    });
  const hasOwnHand = () => over.activities.presence.state.getSnapshot().own.hand !== null;
  return { ...over, call, hearHand, speak, hasOwnHand };
}

const tileOf = (name: string) =>
  within(screen.getByRole('list', { name: 'Participants' })).getByRole('listitem', { name });
const button = (name: string) => screen.getByRole('button', { name });
const saysPolitely = (text: string) =>
  [...document.querySelectorAll('[aria-live=polite]')].some((region) => region.textContent?.includes(text));
const lowered = 'Your hand was lowered because you are speaking';

afterEach(() => {
  vi.useRealTimers();
  toast.dismiss();
  cleanup();
});

describe('Raised hands', () => {
  it('show their places on tiles, in words and in the list of people, whose first they are', async () => {
    const { hearHand } = await setUp();
    await userEvent.click(button('People'));
    hearHand(grace, 1);
    await userEvent.keyboard('h');
    hearHand(ada, 3);
    const places = ['Grace', 'Linus (you)', 'Ada'].map((name) =>
      /\d(st|nd|rd)/.exec(tileOf(name).textContent ?? ''),
    );
    expect(places.map((place) => place?.[0])).toEqual(['1st', '2nd', '3rd']);
    const panel = screen.getByRole('complementary', { name: /People/ });
    const people = () =>
      within(panel)
        .getAllByRole('listitem')
        .map(({ textContent }) => textContent);
    expect(people()[0]).toMatch(/Grace.*Hand raised, 1st/);
    expect(people()[1]).toMatch(/Linus.*Hand raised, 2nd/);
    hearHand(grace, null);
    expect(tileOf('Grace').textContent).not.toContain('Hand');
    expect(people()[0]).toMatch(/Linus.*Hand raised, 1st/);
    expect(people()[2]).toMatch(/Grace/);
  });

  it('of others are told once for each person, and taken back with the hand', async () => {
    const { hearHand } = await setUp();
    for (let times = 0; times < 5; times++) {
      hearHand(ada, null);
      hearHand(ada, 1);
    }
    expect(await screen.findAllByText('Ada raised a hand')).toHaveLength(1);
    hearHand(ada, null);
    await vi.waitFor(() => expect(screen.queryByText('Ada raised a hand')).toBeNull());
  });

  it('that were up before we came are announced without a toast', async () => {
    const { hearHand } = await setUp({ isTold: false });
    hearHand(ada, 1);
    expect(saysPolitely('Ada has a hand raised')).toBe(true);
    expect(screen.queryByText('Ada raised a hand')).toBeNull();
  });

  it('are our own by key and by button, said to the others and to ourselves', async () => {
    const { said, hasOwnHand } = await setUp();
    await userEvent.keyboard('h');
    expect(hasOwnHand()).toBe(true);
    expect(saysPolitely('Hand raised, 1st')).toBe(true);
    expect(
      said.filter(({ message }) => message.kind === 'presence' && message.content.hand === 1),
    ).toHaveLength(2);
    await userEvent.click(button('Reactions'));
    await userEvent.click(button('Lower hand'));
    expect(hasOwnHand()).toBe(false);
    expect(saysPolitely('Hand lowered')).toBe(true);
  });

  it('go down when their owner has spoken for two seconds in all, with a note', async () => {
    const { speak, hasOwnHand } = await setUp();
    vi.useFakeTimers();
    fireEvent.keyDown(document.body, { key: 'h' });
    speak(true, 1_500);
    speak(false, 1_000);
    expect(hasOwnHand()).toBe(true);
    speak(true, 500);
    expect(hasOwnHand()).toBe(false);
    act(() => vi.advanceTimersByTime(100));
    expect(screen.getByText(lowered)).toBeTruthy();
  });

  it('come back to their place when that is undone, and stay', async () => {
    const { speak, hasOwnHand, hearHand, activities } = await setUp();
    vi.useFakeTimers();
    fireEvent.keyDown(document.body, { key: 'h' });
    hearHand(ada, 2);
    speak(true, 2_100);
    expect(hasOwnHand()).toBe(false);
    fireEvent.click(button('Undo'));
    expect(activities.presence.state.getSnapshot().own.hand).toBe(1);
    speak(false, 1_000);
    speak(true, 60_000);
    expect(hasOwnHand()).toBe(true);
    fireEvent.keyDown(document.body, { key: 'h' });
    speak(false, 1_000);
    fireEvent.keyDown(document.body, { key: 'h' });
    speak(true, 2_100);
    expect(hasOwnHand()).toBe(false);
  });
});
