// @vitest-environment happy-dom
import { act, cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createRoomLink, parseRoomLink } from '@/lib/crypto/room-link';
import { Home } from './home';

const assign = vi.fn<(url: string | URL) => void>();

beforeEach(() => {
  assign.mockClear();
  vi.stubGlobal('isSecureContext', true);
  vi.spyOn(location, 'assign').mockImplementation(assign);
  vi.spyOn(location, 'origin', 'get').mockReturnValue('https://parley.example');
  render(<Home />);
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

async function paste(text: string): Promise<void> {
  await userEvent.click(screen.getByRole('textbox', { name: 'Call link' }));
  await userEvent.paste(text);
  await userEvent.click(screen.getByRole('button', { name: 'Join' }));
}

describe('Home', () => {
  it('starts a call at a fresh link that opens', async () => {
    await userEvent.click(screen.getByRole('button', { name: 'Start a call' }));
    await expect.poll(() => assign.mock.calls.length).toBe(1);
    const url = String(assign.mock.calls[0]?.[0]);
    expect(await parseRoomLink(url, 'https://parley.example')).toMatchObject({ ok: true });
  });

  it('can start another call when the way back shows the page again', async () => {
    const button = screen.getByRole('button', { name: 'Start a call' });
    await userEvent.click(button);
    expect(button.getAttribute('aria-busy')).toBe('true');
    act(() => void window.dispatchEvent(new Event('pageshow')));
    expect(button.hasAttribute('aria-busy')).toBe(false);
    // Else it would open during the next test.
    await expect.poll(() => assign.mock.calls.length).toBe(1);
  });

  it('joins by a whole link, white space around it or not', async () => {
    const { url } = await createRoomLink('https://parley.example');
    await paste(`  ${url}\n`);
    await expect.poll(() => assign.mock.calls).toEqual([[url]]);
  });

  it('joins by an invitation pasted whole', async () => {
    const { url } = await createRoomLink('https://parley.example');
    await paste(`Join me: ${url}`);
    await expect.poll(() => assign.mock.calls).toEqual([[url]]);
  });

  it('keeps the button beside the field, apart from what is said below', async () => {
    await paste('nonsense');
    const words = await screen.findByText('This isn’t a link to a call here', { exact: false });
    const row = screen.getByRole('button', { name: 'Join' }).parentElement;
    expect(row?.contains(screen.getByRole('textbox', { name: 'Call link' }))).toBe(true);
    expect(row?.contains(words)).toBe(false);
  });

  it.each([
    ['nothing at all', '', 'Paste the link you were sent'],
    ['something else', 'https://example.org/page', 'This isn’t a link to a call here'],
    ['a link without its end', 'https://parley.example/r/abcd-efgh-ijkl-mnop', 'The link is cut off'],
    [
      'a link with a wrong character',
      'https://parley.example/r/abcd-efgh-ijkl-mnop#AAAAAAAAAAAAAAAAAAAAAA',
      'There is a mistake in the link',
    ],
  ])('says what is wrong with %s', async (_what, text, words) => {
    await paste(text || ' ');
    expect(await screen.findByText(words, { exact: false })).toBeTruthy();
    const field = screen.getByRole('textbox', { name: 'Call link' });
    expect(field.getAttribute('aria-invalid')).toBe('true');
    expect(document.activeElement).toBe(field);
    expect(assign).not.toHaveBeenCalled();
  });

  it('forgets the complaint as soon as the link is edited', async () => {
    await paste('nonsense');
    await screen.findByText('This isn’t a link to a call here', { exact: false });
    await userEvent.type(screen.getByRole('textbox', { name: 'Call link' }), 'x');
    expect(screen.queryByText('This isn’t a link to a call here', { exact: false })).toBeNull();
  });

  it('leads to the connection check', () => {
    expect(screen.getByRole('link', { name: 'Check your connection' }).getAttribute('href')).toBe('/check');
  });
});
