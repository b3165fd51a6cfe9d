// @vitest-environment happy-dom
import { act, cleanup, createEvent, fireEvent, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { toast } from 'sonner';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FilesState, IncomingView, OutgoingView } from '@/lib/files/file-state';
import type { OfferOptions } from '@/lib/files/files';
import type { FileOffer } from '@/lib/protocol';
import { createEmitter } from '@/lib/store/emitter';
import { createStore } from '@/lib/store/store';
import { createFakeChat } from '../testing/fake-activities';
import { inCall, person } from '../testing/people';
import { renderCall } from '../testing/render-call';

const ada = person('Ada');
const bo = person('Bo');

const offer = (change: Partial<FileOffer> = {}): FileOffer => ({
  fileId: 'file-1',
  name: 'report.pdf',
  size: 1_000_000,
  type: 'application/pdf',
  to: null,
  displayName: 'Ada',
  order: 1,
  offeredMs: Date.now(),
  voice: null,
  state: 'ready',
  ...change,
});
const incoming = (state: IncomingView['state'], change: Partial<FileOffer> = {}): IncomingView => ({
  offer: offer(change),
  from: ada.participantId,
  state,
  isAuto: false,
  doneBytes: 500_000,
  bytesPerSecond: 0,
});

/** Files in the test's hands. */
function createFakeFiles() {
  const asked: (readonly [method: string, ...args: unknown[]])[] = [];
  const state = createStore<FilesState>({ incoming: new Map(), outgoing: new Map() });
  const events = createEmitter<{ offered: readonly IncomingView[] }>();
  const record =
    (method: string) =>
    (...args: unknown[]) =>
      void asked.push([method, ...args]);
  return {
    asked,
    events,
    state,
    onOffered: (listener: (views: readonly IncomingView[]) => void) => events.on('offered', listener),
    offer: (file: File, options: OfferOptions) => {
      asked.push(['offer', file.name, options.to]);
      return 'file-1';
    },
    read: async () => new Blob(['x']),
    fetch: record('fetch'),
    cancel: record('cancel'),
    withdraw: record('withdraw'),
    comes: (view: IncomingView) =>
      act(() =>
        state.update((before) => ({
          ...before,
          incoming: new Map(before.incoming).set(view.offer.fileId, view),
        })),
      ),
    sends: (view: OutgoingView) =>
      act(() =>
        state.update((before) => ({
          ...before,
          outgoing: new Map(before.outgoing).set(view.offer.fileId, view),
        })),
      ),
  };
}

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

async function open(...people: Parameters<typeof inCall>[0]) {
  const chat = createFakeChat();
  const files = createFakeFiles();
  Object.assign(chat.activities, { files });
  const call = await renderCall(inCall(people.length > 0 ? people : [ada, bo]), {
    activities: chat.activities,
  });
  return { call, ...files };
}
const button = (name: string) => screen.getByRole('button', { name });
const card = () => screen.getByRole('article', { name: 'report.pdf' });
const inCard = (name: string) => within(card()).getByRole('button', { name });
const openChat = () => userEvent.click(button('Chat'));

describe('Files to be sent', () => {
  async function choose() {
    const [files] = [[new File(['x'], 'plan.txt')]];
    fireEvent.change(screen.getByLabelText('Files to send'), { target: { files } });
    return screen.findByRole('dialog', { name: 'Send a file' });
  }

  it('for one person never go to everyone, although that person has left meanwhile', async () => {
    const { call, asked } = await open();
    await openChat();
    const dialog = await choose();
    await userEvent.selectOptions(within(dialog).getByRole('combobox', { name: 'To' }), 'Bo');
    act(() => call.state.set(inCall([ada])));
    const select = within(dialog).getByRole<HTMLSelectElement>('combobox', { name: 'To' });
    expect(select.selectedOptions[0]?.textContent).toBe('Bo (not here now)');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Send' }));
    expect(asked).toEqual([['offer', 'plan.txt', bo.participantId]]);
  });

  it('are asked about anew: what was meant for one is not sent to one by habit', async () => {
    const { asked } = await open();
    await openChat();
    const first = await choose();
    await userEvent.selectOptions(within(first).getByRole('combobox', { name: 'To' }), 'Bo');
    await userEvent.click(within(first).getByRole('button', { name: 'Send' }));
    const second = await choose();
    await userEvent.click(within(second).getByRole('button', { name: 'Send' }));
    expect(asked.at(-1)).toEqual(['offer', 'plan.txt', null]);
  });
});

describe('What is pasted', () => {
  function paste(target: Element | Window, text: string, files: readonly File[]): boolean {
    const event = createEvent.paste(target);
    const clipboardData = { types: ['text/plain', 'Files'], files, getData: () => text };
    Object.defineProperty(event, 'clipboardData', { value: clipboardData });
    act(() => void fireEvent(target, event));
    return event.defaultPrevented;
  }
  const picture = () => [new File(['x'], 'image.png', { type: 'image/png' })];
  const field = () => screen.getByRole('textbox', { name: 'Message' });

  it('as text stays text where text is written, though a picture of it lies beside', async () => {
    await open();
    await openChat();
    expect(paste(field(), 'Total\t42', picture())).toBe(false);
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it.each([
    ['a picture alone', ''],
    ['a file and its name', 'image.png'],
    ['a file and its path', 'file:///home/ada/image.png\n'],
    ['a file and the address of it', 'file:///home/ada/my%20image%20%281%29.png', 'my image (1).png'],
    ['a file with a sign of its own in its name', '/home/ada/100% sure.png', '100% sure.png'],
  ])('is sent as a file: %s', async (_what, text, name = 'image.png') => {
    await open();
    await openChat();
    expect(paste(field(), text, [new File(['x'], name, { type: 'image/png' })])).toBe(true);
    expect(await screen.findByRole('dialog', { name: 'Send a file' })).toBeTruthy();
  });

  it('is sent as a file where no text is written', async () => {
    await open();
    expect(paste(document.body, 'Total\t42', picture())).toBe(true);
  });
});

describe('What is dropped', () => {
  function drag(type: 'dragover' | 'drop', files: readonly File[], folders: readonly string[] = []) {
    const event = new Event(type, { bubbles: true, cancelable: true });
    const items = files.map(({ name }) => ({
      webkitGetAsEntry: () => ({ isDirectory: folders.includes(name) }),
    }));
    const dataTransfer = { types: ['Files'], files, items, dropEffect: 'uninitialized' };
    Object.defineProperty(event, 'dataTransfer', { value: dataTransfer });
    act(() => void document.body.dispatchEvent(event));
    return { isTaken: event.defaultPrevented, dropEffect: dataTransfer.dropEffect };
  }
  const one = new File(['x'], 'one.txt');
  const two = new File(['x'], 'two.txt');
  const overlay = () => screen.queryByText('Drop files to send them');

  it('never takes the place of the call, not even before files can be sent', async () => {
    await renderCall(inCall([ada]));
    expect(drag('dragover', [one])).toEqual({ isTaken: true, dropEffect: 'none' });
    expect(overlay()).toBeNull();
    expect(drag('drop', [one]).isTaken).toBe(true);
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('is sent with what was dropped before', async () => {
    const { asked } = await open();
    expect(drag('dragover', [one]).dropEffect).toBe('copy');
    expect(overlay()).toBeTruthy();
    drag('drop', [one]);
    expect(overlay()).toBeNull();
    drag('drop', [two]);
    const dialog = await screen.findByRole('dialog', { name: 'Send 2 files' });
    await userEvent.click(within(dialog).getByRole('button', { name: 'Send' }));
    expect(asked).toEqual([
      ['offer', 'one.txt', null],
      ['offer', 'two.txt', null],
    ]);
  });

  it('is waited for no longer when it is not held over the page any more, whoever says so', async () => {
    await open();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      drag('dragover', [one]);
      act(() => void vi.advanceTimersByTime(550));
      drag('dragover', [one]);
      act(() => void vi.advanceTimersByTime(550));
      expect(overlay()).toBeTruthy();
      act(() => void vi.advanceTimersByTime(100));
      expect(overlay()).toBeNull();
    } finally {
      vi.useRealTimers();
    }
  });

  it('is told of when it is a folder, which cannot be sent', async () => {
    await open();
    drag('drop', [one, new File([], 'photos')], ['photos']);
    expect(await screen.findByText('Folders cannot be sent')).toBeTruthy();
    expect(await screen.findByRole('dialog', { name: 'Send a file' })).toBeTruthy();
  });
});

describe('A file that comes', () => {
  it('is told of in a toast, once', async () => {
    const { events, comes } = await open();
    comes(incoming({ status: 'offered' }));
    expect(screen.queryByText('Ada offers a file')).toBeNull();
    act(() => events.emit('offered', [incoming({ status: 'offered' })]));
    expect(await screen.findByText('Ada offers a file')).toBeTruthy();
    expect(document.getElementById('chat-unread')?.textContent).toBe('1 unread message');
  });

  it('is saved when it is whole, though the chat was closed meanwhile, and a toast tells', async () => {
    const { asked, comes } = await open();
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
    const { comes } = await open();
    comes(incoming({ status: 'receiving' }));
    await openChat();
    await userEvent.click(inCard('Cancel'));
    comes(incoming({ status: 'done' }));
    expect(saved).toEqual([]);
  });

  it('is said once to those who listen, and its progress is not', async () => {
    const { comes } = await open();
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
    const { comes } = await open();
    comes(incoming({ status: 'receiving' }));
    comes(incoming({ status: 'failed', failure: 'no-room' }));
    expect(await screen.findByText('report.pdf did not come')).toBeTruthy();
  });

  it.each<[string, IncomingView['state']]>([
    ['has come', { status: 'done' }],
    ['is not shared any more', { status: 'failed', failure: 'withdrawn' }],
    ['could not be kept', { status: 'failed', failure: 'no-room' }],
  ])('can be removed when it %s', async (_what, state) => {
    const { asked, comes } = await open();
    comes(incoming(state));
    await openChat();
    await userEvent.click(inCard('Remove'));
    expect(asked).toEqual([['cancel', 'file-1']]);
  });

  it('of somebody who has left cannot be had, and can be removed', async () => {
    const { asked, call, comes } = await open();
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
    const { comes, state } = await open();
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
    const { comes } = await open();
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
    const { call, sends } = await open();
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
    const { sends } = await open(ada);
    sends(outgoing(new Map(), { to: bo.participantId }));
    await openChat();
    expect(card().textContent).toContain('to Bo');
    expect(card().textContent).toContain('Waits until Bo is back');
  });

  it('for everybody keeps the names of those who have it and left', async () => {
    const { call, sends } = await open();
    sends(outgoing(new Map([[bo.participantId, { ...sending, status: 'done' }]])));
    await openChat();
    act(() => call.state.set(inCall([ada])));
    expect(card().textContent).toContain('Bo has it');
  });

  it('is offered no more by a button that is not called as the one of a shared screen', async () => {
    const { asked, sends } = await open();
    sends(outgoing(new Map([[bo.participantId, sending]])));
    await openChat();
    await userEvent.click(inCard('Stop offering'));
    expect(asked).toEqual([['withdraw', 'file-1']]);
  });

  it('for one person can be removed once they have it', async () => {
    const { asked, sends } = await open();
    const to = bo.participantId;
    sends(outgoing(new Map([[to, { ...sending, status: 'done' }]]), { to }));
    await openChat();
    await userEvent.click(inCard('Remove'));
    expect(asked).toEqual([['withdraw', 'file-1']]);
  });

  it('is said once when somebody has it', async () => {
    const { sends } = await open();
    sends(outgoing(new Map([[bo.participantId, sending]])));
    sends(outgoing(new Map([[bo.participantId, { ...sending, status: 'done' }]])));
    expect(screen.getByText('Bo has report.pdf').closest('[aria-live]')).toBeTruthy();
  });
});
