// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { EndedPage } from './ended-page';

afterEach(cleanup);

const rejoinButton = () => screen.queryByRole('button', { name: 'Rejoin' });

describe('After the call', () => {
  it('offers the way back in and the way home to somebody who left', async () => {
    const onRejoin = vi.fn();
    render(<EndedPage reason={{ type: 'left' }} onRejoin={onRejoin} />);
    expect(screen.getByRole('heading', { name: 'You left the call' })).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Back to home' }).getAttribute('href')).toBe('/');
    await userEvent.click(screen.getByRole('button', { name: 'Rejoin' }));
    expect(onRejoin).toHaveBeenCalledOnce();
  });

  it('gives the heading the focus, so that a screen reader says it', () => {
    render(<EndedPage reason={{ type: 'left' }} onRejoin={vi.fn()} />);
    expect(document.activeElement).toBe(screen.getByRole('heading', { level: 1 }));
  });

  it('shows the code of a failure in small print, and lets the person try again', () => {
    render(<EndedPage reason={{ type: 'failed', code: 'server-unreachable' }} onRejoin={vi.fn()} />);
    expect(screen.getByText('server-unreachable')).toBeTruthy();
    expect(rejoinButton()).toBeTruthy();
  });

  it('offers no second try where the link itself leads nowhere', () => {
    render(<EndedPage reason={{ type: 'failed', code: 'room-mismatch' }} onRejoin={vi.fn()} />);
    expect(rejoinButton()).toBeNull();
    expect(screen.getByRole('link', { name: 'Back to home' })).toBeTruthy();
  });

  it('tells somebody who joined from another tab, and lets them come back here', () => {
    render(<EndedPage reason={{ type: 'replaced' }} onRejoin={vi.fn()} />);
    expect(screen.getByText('call-replaced')).toBeTruthy();
    expect(rejoinButton()).toBeTruthy();
  });
});
