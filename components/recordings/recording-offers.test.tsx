// @vitest-environment happy-dom
import { act, cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SavedRecording, SavedRecordings } from '@/lib/recording/saved-recordings';
import { createStore, type Store } from '@/lib/store/store';
import { RecordingOffers } from './recording-offers';

function recordingOf(id: string, labels: readonly string[] = ['']): SavedRecording {
  return {
    id,
    note: { version: 1, startedAtMs: Date.UTC(2026, 10, 21, 14, 5), kind: 'composed' },
    files: labels.map((label, n) => ({
      name: `00${n + 1}.webm`,
      bytes: 2_000_000,
      note: { label, source: 'stage', startOffsetMs: 0, mimeType: 'video/webm' },
    })),
  };
}

let state: Store<readonly SavedRecording[]>;
let openFile: () => Promise<File | null>;
let discarded: string[];

beforeEach(() => {
  state = createStore<readonly SavedRecording[]>([]);
  openFile = async () => new File(['film'], '001.webm');
  discarded = [];
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined);
});
afterEach(cleanup);

function offer(...recordings: SavedRecording[]): void {
  const saved: Pick<SavedRecordings, 'state' | 'find' | 'open' | 'discard'> = {
    state,
    find: () => Promise.resolve(),
    open: () => openFile(),
    discard: async (id) => {
      discarded.push(id);
      state.update((before) => before.filter((recording) => recording.id !== id));
    },
  };
  const open = () => ({ saved: saved as SavedRecordings, close: () => undefined });
  render(
    <main>
      <h1>A page</h1>
      <RecordingOffers open={open} />
    </main>,
  );
  act(() => state.set(recordings));
}

const region = () => screen.queryByRole('region', { name: 'Saved recordings' });
const button = (name: string) => screen.getByRole('button', { name });

describe('the offer of a saved recording', () => {
  it('survives a file that can’t be opened, and says so', async () => {
    openFile = () => Promise.reject(new DOMException('busy', 'NotReadableError'));
    offer(recordingOf('one'));
    await userEvent.click(button('Save'));
    expect(screen.getByText(/could not be saved. It is still here/)).toBeDefined();
    expect(discarded).toEqual([]);
  });

  it('says where to look before it is discarded, and asks again with the same words', async () => {
    offer(recordingOf('one'));
    await userEvent.click(button('Save'));
    expect(screen.getByText(/Look in your downloads before you discard it/)).toBeDefined();
    expect(region()?.textContent).not.toMatch(/went to your downloads/);
    await userEvent.click(button('Discard'));
    expect(screen.getByText(/cannot be brought back: look in your downloads first/)).toBeDefined();
    await userEvent.click(button('Discard'));
    expect(discarded).toEqual(['one']);
  });

  it('is announced, whenever it is found', () => {
    offer(recordingOf('one'), recordingOf('two'));
    const [status] = screen.getAllByRole('status');
    expect(status?.textContent).toBe('2 recordings wait on this device to be saved.');
    act(() => state.set([]));
    expect(status?.isConnected).toBe(true);
    expect(status?.textContent).toBe('');
  });

  it('tells apart by its text what buttons of the same name belong to', () => {
    offer(recordingOf('one'), {
      ...recordingOf('two'),
      note: { ...recordingOf('two').note, startedAtMs: 0 },
    });
    const texts = screen.getAllByRole('button', { name: 'Save' }).map((save) => {
      const description = document.getElementById(save.getAttribute('aria-describedby') ?? '');
      return description?.textContent;
    });
    expect(new Set(texts).size).toBe(2);
    for (const text of texts) expect(text).toMatch(/A recording of/);
  });

  it('hands the focus on when it goes: to what is left, and to the page’s heading after the last', async () => {
    offer(recordingOf('one'), recordingOf('two'));
    const [first] = within(region() as HTMLElement).getAllByRole('listitem');
    const inFirst = within(first as HTMLElement);
    await userEvent.click(inFirst.getByRole('button', { name: 'Discard' }));
    await userEvent.click(inFirst.getByRole('button', { name: 'Discard' }));
    expect(discarded).toEqual(['one']);
    expect(document.activeElement).toBe(region());
    await userEvent.click(button('Later'));
    expect(region()).toBeNull();
    expect(document.activeElement?.textContent).toBe('A page');
  });
});
