// @vitest-environment happy-dom
import { act, cleanup, renderHook } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import type { RoomKeys } from '@/lib/crypto/room-keys';
import { createPair } from './create-pair';
import { usePairRun } from './use-pair-run';

vi.mock('./create-pair');
afterEach(cleanup);

const keys = {} as RoomKeys;
const show = (persisted: boolean) => dispatchEvent(Object.assign(new Event('pageshow'), { persisted }));

it('A page that the browser’s Back shows again tries every way anew', async () => {
  const close = vi.fn(async () => undefined);
  vi.mocked(createPair).mockResolvedValue({ ok: true, value: { close } as never });
  const { unmount } = await act(async () => renderHook(() => usePairRun(keys)));
  await act(async () => show(false));
  expect(createPair).toHaveBeenCalledTimes(1);
  await act(async () => dispatchEvent(new Event('pagehide')));
  expect(close).toHaveBeenCalledTimes(1);
  await act(async () => show(true));
  expect(createPair).toHaveBeenCalledTimes(2);
  unmount();
  show(true);
  expect(createPair).toHaveBeenCalledTimes(2);
});
