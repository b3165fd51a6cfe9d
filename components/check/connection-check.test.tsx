// @vitest-environment happy-dom
import { cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Check, CheckResult } from './check';
import { ConnectionCheck } from './connection-check';
import { checkDevice } from './device-check';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const finds = (name: string, state: CheckResult['state']): Check => ({
  name,
  run: () => Promise.resolve({ state, words: `${name} words` }),
});

describe('The connection check', () => {
  it('shows each finding and counts what needs attention', async () => {
    render(
      <ConnectionCheck checks={[finds('One', 'fine'), finds('Two', 'problem'), finds('Three', 'note')]} />,
    );
    expect(await screen.findByText('One thing needs your attention.')).toBeTruthy();
    const [first, second] = screen.getAllByRole('listitem') as [HTMLElement, HTMLElement];
    expect(within(first).getByRole('img', { name: 'Fine' })).toBeTruthy();
    expect(within(second).getByRole('img', { name: 'Problem' })).toBeTruthy();
    expect(within(second).getByText('Two words')).toBeTruthy();
  });

  it('says nothing final while a check is under way', async () => {
    const checks = [finds('One', 'fine'), { name: 'Two', run: () => new Promise<never>(() => undefined) }];
    render(<ConnectionCheck checks={checks} />);
    await screen.findByText('One words');
    expect(screen.getByRole('status').textContent).toMatch(/^Looking/);
  });

  it('looks again when asked', async () => {
    const run = vi.fn(finds('One', 'fine').run);
    render(<ConnectionCheck checks={[{ name: 'One', run }]} />);
    await screen.findByText('Ready for a call.');
    await userEvent.click(screen.getByRole('button', { name: 'Check again' }));
    await screen.findByText('Ready for a call.');
    expect(run).toHaveBeenCalledTimes(2);
  });
});

describe('The device check', () => {
  function give(kinds: readonly MediaDeviceKind[], permission: PermissionState | null): void {
    vi.stubGlobal('navigator', {
      mediaDevices: { enumerateDevices: () => Promise.resolve(kinds.map((kind) => ({ kind }))) },
      permissions: {
        query: () => (permission ? Promise.resolve({ state: permission }) : Promise.reject(new TypeError())),
      },
    });
  }

  it.each([
    ['is fine with a camera that may be used', ['videoinput'], 'granted', 'fine'],
    ['is fine with a camera that the browser will ask about', ['videoinput'], 'prompt', 'fine'],
    ['is fine where the browser keeps its permissions to itself', ['videoinput'], null, 'fine'],
    ['calls a blocked camera a problem', ['videoinput'], 'denied', 'problem'],
    ['only notes that there is none, since one can join without', ['audioinput'], 'granted', 'note'],
  ] as const)('%s', async (_sentence, kinds, permission, state) => {
    give(kinds, permission);
    expect(await checkDevice('camera').run()).toMatchObject({ state });
  });
});
