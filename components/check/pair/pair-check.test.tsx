// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { messages } from '@/lib/errors/messages';
import { CheckTogether } from '../check-together';
import { PairCheck } from './pair-check';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe('The check of two', () => {
  it('says so in a browser without calls, instead of waiting for ever', async () => {
    expect('RTCPeerConnection' in window).toBe(false);
    render(<PairCheck />);
    await screen.findByText(messages['browser-unsupported'].title, { exact: false });
  });

  it('can’t be begun from a page that isn’t secure, which says so', async () => {
    const { getRandomValues } = crypto;
    vi.stubGlobal('crypto', { getRandomValues: getRandomValues.bind(crypto) });
    render(<CheckTogether />);
    await userEvent.click(screen.getByRole('button', { name: 'Check together' }));
    await screen.findByText(messages['devices-insecure-context'].action, { exact: false });
    expect(screen.getByRole('button').getAttribute('aria-busy')).toBeNull();
  });
});
