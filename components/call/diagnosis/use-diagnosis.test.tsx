// @vitest-environment happy-dom
import { act, cleanup, renderHook, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { PeerState } from '@/lib/call/call-state';
import type { Diagnosis } from '@/lib/check/diagnose';
import { describePeer } from '../stage/describe-peer';
import { inCall, person } from '../testing/people';
import { renderCall } from '../testing/render-call';
import { DiagnoseContext, useDiagnosis } from './use-diagnosis';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const diagnosis: Diagnosis = {
  leg: 'relay',
  summary: 'Relay out of reach',
  words: 'The relay is out of reach.',
};

function watch(status: PeerState['status']) {
  const diagnose = vi.fn(async () => diagnosis);
  const wrapper = ({ children }: { children: ReactNode }) => (
    <DiagnoseContext value={diagnose}>{children}</DiagnoseContext>
  );
  return { diagnose, ...renderHook(useDiagnosis, { wrapper, initialProps: status }) };
}

const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));

it('A connection that has failed is looked into once, and the finding goes with the trouble', async () => {
  const { diagnose, result, rerender } = watch('connected');
  await pass(60_000);
  expect(diagnose).not.toHaveBeenCalled();
  rerender('failed');
  await pass(0);
  expect(result.current).toEqual(diagnosis);
  rerender('failed');
  await pass(60_000);
  expect(diagnose).toHaveBeenCalledTimes(1);
  rerender('connected');
  expect(result.current).toBeNull();
});

it('A connection that takes much longer than any other is looked into, an ordinary one never', async () => {
  const { diagnose, result, rerender } = watch('connecting');
  await pass(14_000);
  rerender('connected');
  await pass(60_000);
  expect(diagnose).not.toHaveBeenCalled();
  rerender('connecting');
  await pass(15_000);
  expect(result.current).toEqual(diagnosis);
});

it('The cause is said aloud, and stands in the list of people as on the tile', async () => {
  vi.useRealTimers();
  const failed = person('Ada', { peer: { status: 'failed', code: 'peer-unreachable' } });
  const call = await renderCall(inCall([person('Ada')]), {}, async () => diagnosis);
  await userEvent.click(screen.getByRole('button', { name: /^People/ }));
  await act(async () => call.state.set(inCall([failed])));
  const list = screen.getByRole('complementary', { name: /^People/ });
  await vi.waitFor(() => within(list).getByText('Can’t connect: Relay out of reach'));
  const said = [...document.querySelectorAll('[aria-live=polite]')].map((region) => region.textContent);
  expect(said.join()).toContain('Can’t connect to Ada. The relay is out of reach.');
});

it('The tile of somebody who can’t be reached says which leg fails', () => {
  const failed = person('Ada', { peer: { status: 'failed', code: 'peer-unreachable' } });
  expect(describePeer(failed, diagnosis)).toMatchObject({
    badge: 'Can’t connect: Relay out of reach',
    detail: 'The relay is out of reach.',
  });
  const stuck = person('Ada', { peer: { status: 'connecting' } });
  expect(describePeer(stuck, diagnosis)).toMatchObject({ badge: 'Can’t connect: Relay out of reach' });
  expect(describePeer(failed)).toMatchObject({ badge: 'Can’t connect' });
  expect(describePeer(person('Ada'), diagnosis)).toBeNull();
});
