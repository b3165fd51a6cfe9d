// @vitest-environment happy-dom
import { act, cleanup, createEvent, fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { toast } from 'sonner';
import { afterEach, describe, expect, it } from 'vitest';
import type { ChatMessage } from '@/lib/chat/chat-message';
import type { Store } from '@/lib/store/store';
import { createFakeChat, message } from '../testing/fake-activities';
import { inCall, person } from '../testing/people';
import { renderCall } from '../testing/render-call';

afterEach(() => {
  toast.dismiss();
  cleanup();
});

async function open(...messages: ChatMessage[]) {
  const chat = createFakeChat(...messages);
  const call = await renderCall(inCall([person('Ada')]), { activities: chat.activities });
  return { ...chat, call };
}
const button = (name: string | RegExp) => screen.getByRole('button', { name });
const field = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Message' });
const log = () => screen.getByRole('log', { name: 'Messages' });

describe('The chat', () => {
  it('opens with C, takes no letter of it, and goes back with Escape', async () => {
    await open();
    act(() => button('Chat').focus());
    await userEvent.keyboard('c');
    expect(document.activeElement).toBe(field());
    expect(field().value).toBe('');
    expect(screen.getByText(/no server keeps them/)).toBeTruthy();
    await userEvent.keyboard('{Escape}');
    expect(screen.queryByRole('log')).toBeNull();
    expect(document.activeElement).toBe(button('Chat'));
  });

  it('sends with Enter, and begins a line with Shift and Enter', async () => {
    const chat = await open();
    await userEvent.click(button('Chat'));
    await userEvent.type(field(), 'one{Shift>}{Enter}{/Shift}two{Enter}');
    expect(chat.asked).toEqual([['send', 'one\ntwo']]);
    expect(field().value).toBe('');
  });

  it('leaves Enter to an input method that composes', async () => {
    const chat = await open();
    await userEvent.click(button('Chat'));
    await userEvent.type(field(), 'にほん');
    const enter = createEvent.keyDown(field(), { key: 'Enter', isComposing: true });
    fireEvent(field(), enter);
    expect(enter.defaultPrevented).toBe(false);
    expect(chat.asked).toEqual([]);
  });

  it('keeps what is being written while it is closed', async () => {
    await open();
    await userEvent.click(button('Chat'));
    await userEvent.type(field(), 'half a');
    await userEvent.click(button('People'));
    expect(screen.queryByRole('log')).toBeNull();
    await userEvent.click(button('Chat'));
    expect(field().value).toBe('half a');
  });

  it('says how much is too long, and does not send it', async () => {
    const chat = await open();
    await userEvent.click(button('Chat'));
    fireEvent.change(field(), { target: { value: 'x'.repeat(4_003) } });
    expect(screen.getByText('3 characters too long. Send it in parts.')).toBeTruthy();
    await userEvent.click(button('Send'));
    expect(chat.asked).toEqual([]);
    expect(field().value).toHaveLength(4_003);
  });

  it('shows text as text, and links that lead away safely', async () => {
    await open(message('Ada', '<b>bold</b> https://example.org/x'));
    await userEvent.click(button('Chat'));
    expect(log().querySelector('b')).toBeNull();
    expect(log().textContent).toContain('<b>bold</b>');
    const link = within(log()).getByRole('link', { name: 'https://example.org/x' });
    expect([link.getAttribute('rel'), link.getAttribute('target')]).toEqual([
      'noopener noreferrer',
      '_blank',
    ]);
  });

  it('names the author once for what they wrote in a row', async () => {
    await open(message('Ada', 'one'), message('Ada', 'two'), message('Bo', 'three'), message('Ada', 'four'));
    await userEvent.click(button('Chat'));
    expect(within(log()).getAllByText('Ada')).toHaveLength(2);
  });

  it('says what has become of one’s own messages', async () => {
    const { call, ...chat } = await open(message('Linus', 'first', 'sent'), message('Ada', 'so?'));
    act(() => chat.arrive(message('Linus', 'second', 'sending')));
    await userEvent.click(button('Chat'));
    expect(within(log()).getByText('Sending…')).toBeTruthy();
    expect(within(log()).queryByText('Sent')).toBeNull();
    act(() => chat.reachable.set(new Set()));
    expect(within(log()).getByText('Waits until you are connected')).toBeTruthy();
    act(() => call.state.set(inCall([])));
    expect(within(log()).getByText('Waits for somebody to join')).toBeTruthy();
  });

  it('offers what could not be sent once more', async () => {
    const chat = await open();
    await userEvent.click(button('Chat'));
    act(() =>
      chat.state.update((state) => ({ ...state, unsent: [{ id: 'u', text: 'oh', reason: 'unavailable' }] })),
    );
    await userEvent.click(button('Try again'));
    await userEvent.click(button('Remove'));
    expect(chat.asked).toEqual([
      ['retry', 'u'],
      ['discard', 'u'],
    ]);
  });

  it('counts what came while it was closed, and tells of it in a toast', async () => {
    const chat = await open();
    act(() => chat.arrive(message('Ada', 'are you there?')));
    expect(await screen.findByText('are you there?')).toBeTruthy();
    expect(button('Chat').getAttribute('aria-describedby')).toBe('chat-unread');
    expect(document.getElementById('chat-unread')?.textContent).toBe('1 unread message');
    act(() => chat.arrive(message('Ada', 'two'), message('Ada', 'three')));
    expect(document.getElementById('chat-unread')?.textContent).toBe('3 unread messages');
    await userEvent.click(button('Chat'));
    expect(document.getElementById('chat-unread')).toBeNull();
    act(() => chat.arrive(message('Ada', 'now open')));
    expect(document.getElementById('chat-unread')).toBeNull();
  });

  it('gives the focus to the heading when the toast that opened it is gone', async () => {
    const chat = await open();
    act(() => chat.arrive(message('Ada', 'are you there?')));
    const openIt = await screen.findByRole('button', { name: 'Open' });
    act(() => openIt.focus());
    await userEvent.keyboard('{Enter}');
    expect(document.activeElement).toBe(field());
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Open' })).toBeNull());
    await userEvent.keyboard('{Escape}');
    expect(screen.queryByRole('log')).toBeNull();
    expect(document.activeElement).toBe(screen.getByRole('heading', { level: 1 }));
  });

  it('goes on with what was kept of a message when more was written before it was there', async () => {
    const call = await renderCall(inCall([person('Ada')]));
    await userEvent.click(button('Chat'));
    await userEvent.type(field(), 'and this');
    const { activities } = createFakeChat();
    activities.chat.setDraft('half a message');
    act(() => (call.activities as Store<typeof activities | null>).set(activities));
    expect(field().value).toBe('half a message\nand this');
    await userEvent.type(field(), '!');
    expect(activities.chat.draft.getSnapshot()).toBe('half a message\nand this!');
  });

  it('says of what was passed on that its author has not said so', async () => {
    const passedOn = message('Eve', 'hello');
    await open({ ...passedOn, author: { ...passedOn.author, isConfirmed: false } });
    await userEvent.click(button('Chat'));
    expect(log().textContent).toContain('passed on by others');
  });

  it('draws the newest of very many, and earlier ones when asked', async () => {
    await open(...Array.from({ length: 200 }, (_, n) => message('Ada', `number ${n}.`)));
    await userEvent.click(button('Chat'));
    expect(within(log()).queryByText('number 49.')).toBeNull();
    await userEvent.click(button('Show earlier messages'));
    expect(within(log()).getByText('number 49.')).toBeTruthy();
    expect(document.activeElement).toBe(log());
  });
});
