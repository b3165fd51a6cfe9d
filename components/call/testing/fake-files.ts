import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { FilesState, IncomingView, OutgoingView } from '@/lib/files/file-state';
import type { OfferOptions } from '@/lib/files/files';
import type { FileOffer } from '@/lib/protocol';
import { createEmitter } from '@/lib/store/emitter';
import { createStore } from '@/lib/store/store';
import { createFakeChat } from './fake-activities';
import { inCall, person } from './people';
import { renderCall } from './render-call';

export const ada = person('Ada');
export const bo = person('Bo');

export const offer = (change: Partial<FileOffer> = {}): FileOffer => ({
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
export const incoming = (state: IncomingView['state'], change: Partial<FileOffer> = {}): IncomingView => ({
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

/** The page of a call with these people, or with Ada and Bo, and files in the test's hands. */
export async function openWithFiles(...people: Parameters<typeof inCall>[0]) {
  const chat = createFakeChat();
  const files = createFakeFiles();
  Object.assign(chat.activities, { files });
  const call = await renderCall(inCall(people.length > 0 ? people : [ada, bo]), {
    activities: chat.activities,
  });
  return { call, ...files };
}
export const button = (name: string) => screen.getByRole('button', { name });
export const card = () => screen.getByRole('article', { name: 'report.pdf' });
export const inCard = (name: string) => within(card()).getByRole('button', { name });
export const openChat = () => userEvent.click(button('Chat'));
