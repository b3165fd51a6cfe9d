// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { decodeQR } from 'qr/decode.js';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { linkUrl } from '../testing/render-call';
import { InviteDialog } from './invite-dialog';

const open = (url = linkUrl) => render(<InviteDialog linkUrl={url} isOpen onOpenChange={vi.fn()} />);

/** Gives the browser a share sheet. */
function stubShare(share: Navigator['share']): void {
  Object.defineProperty(navigator, 'share', { value: share, configurable: true });
}

/** What a camera sees of a drawing of unit squares. */
function photograph(drawing: Element, scale = 4) {
  const size = Number(drawing.getAttribute('viewBox')?.split(' ')[2]) * scale;
  const data = new Uint8ClampedArray(size * size * 4).fill(255);
  const squares = drawing.querySelector('path')?.getAttribute('d') ?? '';
  for (const [, left, top] of squares.matchAll(/M(\d+) (\d+)h1v1h-1z/g)) {
    for (let y = Number(top) * scale; y < (Number(top) + 1) * scale; y++) {
      const start = (y * size + Number(left) * scale) * 4;
      data.fill(0, start, start + scale * 4);
    }
  }
  return { width: size, height: size, data };
}

afterEach(() => {
  cleanup();
  Reflect.deleteProperty(navigator, 'share');
});

describe('The invitation', () => {
  it('hands the link to the share sheet', async () => {
    const share = vi.fn(async () => undefined);
    stubShare(share);
    open();
    await userEvent.click(screen.getByRole('button', { name: 'Share' }));
    expect(share).toHaveBeenCalledExactlyOnceWith({ title: 'Join my call', url: linkUrl });
  });

  it('has the link selected when the share sheet was closed', async () => {
    stubShare(() => Promise.reject(new DOMException('closed', 'AbortError')));
    open();
    await userEvent.click(screen.getByRole('button', { name: 'Share' }));
    const field = screen.getByRole<HTMLInputElement>('textbox', { name: 'Call link' });
    await expect
      .poll(() => field.value.slice(field.selectionStart ?? 0, field.selectionEnd ?? 0))
      .toBe(linkUrl);
  });

  it('offers no share sheet where there is none', () => {
    open();
    expect(screen.queryByRole('button', { name: 'Share' })).toBeNull();
  });

  it('has the whole link in its QR code', () => {
    open();
    expect(decodeQR(photograph(screen.getByRole('img', { name: /QR code/ })))).toBe(linkUrl);
    expect(screen.queryByText(/this computer only/)).toBeNull();
  });

  it('of a page at localhost sends no phone to itself, and says what to open instead', () => {
    open(linkUrl.replace('parley.example', 'localhost:3000'));
    expect(screen.queryByRole('img')).toBeNull();
    expect(screen.queryByText('Scan to join on a phone')).toBeNull();
    expect(screen.getByText(/works on this computer only.*network address/)).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Copy link' })).toBeTruthy();
  });
});
