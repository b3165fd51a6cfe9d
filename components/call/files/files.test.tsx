// @vitest-environment happy-dom
import { act, cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { toast } from 'sonner';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { IncomingView, OutgoingView } from '@/lib/files/file-state';
import type { FileOffer } from '@/lib/protocol';
import {
  ada,
  bo,
  button,
  card,
  inCard,
  incoming,
  offer,
  openChat,
  openWithFiles,
} from '../testing/fake-files';
import { inCall } from '../testing/people';

let saved: string[];
beforeEach(() => {
  saved = [];
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    saved.push(this.download);
  });
});
afterEach(() => {
  toast.dismiss();
  cleanup();
});

describe('A file that comes', () => {
  it('is told of in a toast, once', async () => {
    const { events, comes } = await openWithFiles();
    comes(incoming({ status: 'offered' }));
    expect(screen.queryByText('Ada offers a file')).toBeNull();
    act(() => events.emit('offered', [incoming({ status: 'offered' })]));
    expect(await screen.findByText('Ada offers a file')).toBeTruthy();
    expect(document.getElementById('chat-unread')?.textContent).toBe('1 unread message');
  });

  it('is saved when it is whole, though the chat was closed meanwhile, and a toast tells', async () => {
    const { asked, comes } = await openWithFiles();
    comes(incoming({ status: 'offered' }));
    await openChat();
    await userEvent.click(inCard('Download'));
    expect(asked).toEqual([['fetch', 'file-1']]);
    comes(incoming({ status: 'receiving' }));
    await userEvent.click(button('Close chat'));
    expect(saved).toEqual([]);
    comes(incoming({ status: 'done' }));
    expect(await screen.findByText('report.pdf has come')).toBeTruthy();
    expect(saved).toEqual(['report.pdf']);
    await userEvent.click(button('Save'));
    expect(saved).toEqual(['report.pdf', 'report.pdf']);
  });

  it('is not saved when it was cancelled, or had been asked for before the page was loaded anew', async () => {
    const { comes } = await openWithFiles();
    comes(incoming({ status: 'receiving' }));
    await openChat();
    await userEvent.click(inCard('Cancel'));
    comes(incoming({ status: 'done' }));
    expect(saved).toEqual([]);
  });

  it('is said once to those who listen, and its progress is not', async () => {
    const { comes } = await openWithFiles();
    comes(incoming({ status: 'receiving' }));
    await openChat();
    const progress = within(card()).getByText(/500 kB of 1.0 MB/);
    expect(progress.closest('[aria-live]')?.getAttribute('aria-live')).toBe('off');
    comes(incoming({ status: 'done' }));
    const said = () => screen.getByText('report.pdf has come. 1.0 MB');
    expect(said().closest('[aria-live]')?.getAttribute('aria-live')).toBe('polite');
    const node = said();
    comes(incoming({ status: 'done' }));
    expect(said()).toBe(node);
  });

  it('and does not, says why', async () => {
    const { comes } = await openWithFiles();
    comes(incoming({ status: 'receiving' }));
    comes(incoming({ status: 'failed', failure: 'no-room' }));
    expect(await screen.findByText('report.pdf did not come')).toBeTruthy();
  });

  it.each<[string, IncomingView['state']]>([
    ['has come', { status: 'done' }],
    ['is not shared any more', { status: 'failed', failure: 'withdrawn' }],
    ['could not be kept', { status: 'failed', failure: 'no-room' }],
  ])('can be removed when it %s', async (_what, state) => {
    const { asked, comes } = await openWithFiles();
    comes(incoming(state));
    await openChat();
    await userEvent.click(inCard('Remove'));
    expect(asked).toEqual([['cancel', 'file-1']]);
  });

  it('of somebody who has left cannot be had, and can be removed', async () => {
    const { asked, call, comes } = await openWithFiles();
    comes(incoming({ status: 'offered' }));
    await openChat();
    expect(inCard('Download')).toBeTruthy();
    act(() => call.state.set(inCall([bo])));
    expect(card().textContent).toContain('the sender has left');
    expect(within(card()).queryByRole('button', { name: 'Download' })).toBeNull();
    await userEvent.click(inCard('Remove'));
    expect(asked).toEqual([['cancel', 'file-1']]);
  });

  it('keeps the focus of whoever uses the keyboard, and gives it to the messages when it goes', async () => {
    const { comes, state } = await openWithFiles();
    comes(incoming({ status: 'offered' }));
    await openChat();
    act(() => inCard('Download').focus());
    await userEvent.keyboard('{Enter}');
    comes(incoming({ status: 'receiving' }));
    expect(document.activeElement).toBe(card());
    comes(incoming({ status: 'done' }));
    act(() => inCard('Remove').focus());
    act(() => state.update((before) => ({ ...before, incoming: new Map() })));
    expect(document.activeElement).toBe(screen.getByRole('log'));
  });

  it('for oneself alone says so', async () => {
    const { comes } = await openWithFiles();
    comes(incoming({ status: 'offered' }, { to: 'aaaa-bbbb-cccc-dddd' }));
    await openChat();
    expect(card().textContent).toContain('only for you');
  });
});

describe('A file of one’s own', () => {
  const outgoing = (deliveries: OutgoingView['deliveries'], change: Partial<FileOffer> = {}) => ({
    offer: offer(change),
    toName: change.to ? 'Bo' : null,
    deliveries,
  });
  const sending = { status: 'sending', doneBytes: 1, bytesPerSecond: 0 } as const;

  it('keeps the name of whom it is for, and waits without a bar while they are away', async () => {
    const { call, sends } = await openWithFiles();
    const to = bo.participantId;
    sends(outgoing(new Map([[to, sending]]), { to }));
    await openChat();
    expect(within(card()).getByRole('progressbar', { name: 'report.pdf to Bo' })).toBeTruthy();
    act(() => call.state.set(inCall([ada])));
    expect(card().textContent).toContain('to Bo');
    expect(card().textContent).toContain('Waits until Bo is back');
    expect(within(card()).queryByRole('progressbar')).toBeNull();
  });

  it('knows the name also where they were gone before the page was loaded anew', async () => {
    const { sends } = await openWithFiles(ada);
    sends(outgoing(new Map(), { to: bo.participantId }));
    await openChat();
    expect(card().textContent).toContain('to Bo');
    expect(card().textContent).toContain('Waits until Bo is back');
  });

  it('for everybody keeps the names of those who have it and left', async () => {
    const { call, sends } = await openWithFiles();
    sends(outgoing(new Map([[bo.participantId, { ...sending, status: 'done' }]])));
    await openChat();
    act(() => call.state.set(inCall([ada])));
    expect(card().textContent).toContain('Bo has it');
  });

  it('is offered no more by a button that is not called as the one of a shared screen', async () => {
    const { asked, sends } = await openWithFiles();
    sends(outgoing(new Map([[bo.participantId, sending]])));
    await openChat();
    await userEvent.click(inCard('Stop offering'));
    expect(asked).toEqual([['withdraw', 'file-1']]);
  });

  it('for one person can be removed once they have it', async () => {
    const { asked, sends } = await openWithFiles();
    const to = bo.participantId;
    sends(outgoing(new Map([[to, { ...sending, status: 'done' }]]), { to }));
    await openChat();
    await userEvent.click(inCard('Remove'));
    expect(asked).toEqual([['withdraw', 'file-1']]);
  });

  it('is said once when somebody has it', async () => {
    const { sends } = await openWithFiles();
    sends(outgoing(new Map([[bo.participantId, sending]])));
    sends(outgoing(new Map([[bo.participantId, { ...sending, status: 'done' }]])));
    expect(screen.getByText('Bo has report.pdf').closest('[aria-live]')).toBeTruthy();
  });
});
