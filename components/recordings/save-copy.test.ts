// @vitest-environment happy-dom
import { afterEach, expect, it, vi } from 'vitest';
import { saveCopy } from './save-copy';

const file = new File(['film'], '001.webm');
/** What the browser does when it is asked for a place. */
function givePlace(pick: (() => Promise<unknown>) | undefined): void {
  Object.defineProperty(window, 'showSaveFilePicker', { value: pick, configurable: true });
}
const placeFor = (sink: UnderlyingSink<Uint8Array>) => async () => ({
  createWritable: async () => new WritableStream(sink),
});
const downloads = () => vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined);

afterEach(() => givePlace(undefined));

it('is saved only when the whole copy is in its place', async () => {
  let letClose: () => void = () => undefined;
  const closing = new Promise<void>((resolve) => {
    letClose = resolve;
  });
  const pieces: string[] = [];
  givePlace(
    placeFor({
      write: (piece) => void pieces.push(new TextDecoder().decode(piece)),
      close: () => closing,
    }),
  );
  const outcomes: string[] = [];
  const saving = saveCopy(file, 'Call.webm').then((outcome) => outcomes.push(outcome));
  await expect.poll(() => pieces.join('')).toBe('film');
  expect(outcomes).toEqual([]);
  letClose();
  await saving;
  expect(outcomes).toEqual(['saved']);
});

it('is not saved on a disk that is full', async () => {
  givePlace(placeFor({ write: () => Promise.reject(new DOMException('full', 'QuotaExceededError')) }));
  expect(await saveCopy(file, 'Call.webm')).toBe('failed');
});

it('stays where it is when the person thinks better of it', async () => {
  const click = downloads();
  givePlace(() => Promise.reject(new DOMException('no', 'AbortError')));
  expect(await saveCopy(file, 'Call.webm')).toBe('cancelled');
  expect(click).not.toHaveBeenCalled();
});

it('is handed to the browser where that does not ask, and never called saved then', async () => {
  const click = downloads();
  expect(await saveCopy(file, 'Call.webm')).toBe('handed-over');
  givePlace(() => Promise.reject(new DOMException('no gesture', 'SecurityError')));
  expect(await saveCopy(file, 'Call.webm')).toBe('handed-over');
  expect(click).toHaveBeenCalledTimes(2);
});
