// @vitest-environment happy-dom
import { cleanup, renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, expect, it, vi } from 'vitest';
import type { Diagnosis } from '@/lib/check/diagnose';
import { describePeer } from '../stage/describe-peer';
import { person } from '../testing/people';
import { DiagnoseContext, useDiagnosis } from './use-diagnosis';

afterEach(cleanup);

const diagnosis: Diagnosis = {
  leg: 'relay',
  summary: 'Relay out of reach',
  words: 'The relay is out of reach.',
};

it('A person who can’t be reached is looked into once, and the finding goes with the trouble', async () => {
  const diagnose = vi.fn(async () => diagnosis);
  const wrapper = ({ children }: { children: ReactNode }) => (
    <DiagnoseContext value={diagnose}>{children}</DiagnoseContext>
  );
  const { result, rerender } = renderHook(useDiagnosis, { wrapper, initialProps: false });
  expect(diagnose).not.toHaveBeenCalled();
  rerender(true);
  await waitFor(() => expect(result.current).toEqual(diagnosis));
  rerender(true);
  expect(diagnose).toHaveBeenCalledTimes(1);
  rerender(false);
  expect(result.current).toBeNull();
});

it('The tile of somebody who can’t be reached says which leg fails', () => {
  const failed = person('Ada', { peer: { status: 'failed', code: 'peer-unreachable' } });
  expect(describePeer(failed, diagnosis)).toMatchObject({
    badge: 'Can’t connect: Relay out of reach',
    detail: 'The relay is out of reach.',
  });
  expect(describePeer(failed)).toMatchObject({ badge: 'Can’t connect' });
  expect(describePeer(person('Ada'), diagnosis)).toBeNull();
});
