// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { toast } from 'sonner';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Reaction } from '@/lib/protocol';
import { activitiesOver } from '../testing/activities-over';
import { inCall, person } from '../testing/people';
import { renderCall } from '../testing/render-call';

const people = ['Ada', 'Grace', 'Alan'].map((name) => person(name));

async function setUp() {
  const state = inCall(people);
  const over = activitiesOver(
    state.self.participantId,
    people.map(({ participantId }) => participantId),
  );
  await renderCall(state, { activities: over.activities });
  const hear = (name: string, reaction: Reaction) =>
    act(() => {
      const from = people.find(({ displayName }) => displayName === name)?.participantId ?? '';
      over.hear(from, { kind: 'reaction', content: { version: 1, reaction } });
    });
  return { ...over, hear };
}

const pass = (ms: number) => act(() => vi.advanceTimersByTime(ms));
const tileOf = (name: string) =>
  within(screen.getByRole('list', { name: 'Participants' })).getByRole('listitem', { name });
const signsOn = (name: string) =>
  [...tileOf(name).querySelectorAll('[data-reaction]')].map((sign) => sign.textContent);
const button = (name: string) => screen.getByRole('button', { name });
const politeWords = () =>
  [...document.querySelectorAll('[aria-live=polite]')].map(({ textContent }) => textContent).join('');

afterEach(() => {
  vi.useRealTimers();
  toast.dismiss();
  cleanup();
});

describe('Reactions', () => {
  it('are picked by keyboard, shown over one’s own tile and said to everybody', async () => {
    const { said } = await setUp();
    act(() => button('Reactions').focus());
    await userEvent.keyboard('{Enter}{ArrowDown}{ArrowRight}');
    await vi.waitFor(() => expect(document.activeElement).toBe(button('Heart')));
    await userEvent.keyboard('{Enter}');
    expect(signsOn('Linus (you)')).toEqual(['❤️You']);
    expect(said.filter(({ message }) => message.kind === 'reaction')).toHaveLength(3);
    await userEvent.keyboard('{Escape}');
    expect(screen.queryByRole('dialog')).toBeNull();
    await vi.waitFor(() => expect(document.activeElement).toBe(button('Reactions')));
  });

  it('leave the space bar to talking after a press of the mouse', async () => {
    await setUp();
    await userEvent.click(button('Reactions'));
    await userEvent.click(button('Applause'));
    await userEvent.keyboard('{Escape}');
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(document.activeElement).not.toBe(button('Reactions'));
  });

  it('rise over the tile of whoever sent them, and go after a while', async () => {
    const { hear } = await setUp();
    vi.useFakeTimers();
    hear('Grace', 'party');
    expect(signsOn('Grace')).toEqual(['🎉Grace']);
    expect(signsOn('Ada')).toEqual([]);
    pass(2_000);
    hear('Grace', 'clap');
    expect(signsOn('Grace')).toHaveLength(2);
    pass(1_500);
    expect(signsOn('Grace')).toEqual(['👏Grace']);
    pass(1_500);
    expect(signsOn('Grace')).toEqual([]);
  });

  it('never cover a tile, however many one person sends', async () => {
    const { hear } = await setUp();
    vi.useFakeTimers();
    for (let count = 0; count < 40; count++) hear('Grace', 'party');
    expect(signsOn('Grace').length).toBeLessThanOrEqual(8);
    pass(10_000);
    expect(signsOn('Grace')).toEqual([]);
  });

  it('are announced, many as one', async () => {
    const { hear } = await setUp();
    vi.useFakeTimers();
    for (const name of ['Ada', 'Grace', 'Alan', 'Ada']) hear(name, 'clap');
    expect(politeWords()).not.toContain('reacted');
    pass(1_000);
    expect(politeWords()).toContain('Ada and 2 others reacted with applause.');
  });

  it('that go on and on are not read aloud all the while', async () => {
    const { hear } = await setUp();
    vi.useFakeTimers();
    const spoken = new Set<Element>();
    for (let tenths = 0; tenths < 200; tenths++) {
      if (tenths % 5 === 0) hear(tenths % 2 ? 'Ada' : 'Grace', 'clap');
      pass(100);
      for (const words of document.querySelectorAll('[aria-live=polite] p')) spoken.add(words);
    }
    expect(spoken.size).toBeGreaterThanOrEqual(4);
    expect(spoken.size).toBeLessThanOrEqual(6);
  });

  it('wait until the call can carry them', async () => {
    await renderCall(inCall(people));
    fireEvent.click(button('Reactions'));
    expect(button('Raise hand')).toHaveProperty('disabled', true);
    expect(button('Heart')).toHaveProperty('disabled', true);
  });
});
