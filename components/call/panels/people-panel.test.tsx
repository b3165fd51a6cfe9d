// @vitest-environment happy-dom
import { act, cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { toast } from 'sonner';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readDisplayName } from '@/components/lobby/display-name';
import { inCall, person } from '../testing/people';
import { renderCall } from '../testing/render-call';

const button = (name: string) => screen.getByRole('button', { name });
const field = () => screen.queryByRole<HTMLInputElement>('textbox', { name: 'Your name' });

async function rename(text: string) {
  const call = await renderCall(inCall([person('Ada')]));
  await userEvent.click(button('People'));
  await userEvent.click(button('Change name'));
  await userEvent.keyboard(text);
  return call;
}
const renamings = (call: Awaited<ReturnType<typeof renderCall>>) =>
  call.asked.filter(([method]) => method === 'setDisplayName');

beforeEach(() => localStorage.clear());
afterEach(() => {
  toast.dismiss();
  cleanup();
});

describe('One’s own name in the list of people', () => {
  it('can be changed, for the others at once and for the next call of this device', async () => {
    const call = await rename('Linnea {Enter}');
    expect(renamings(call)).toEqual([['setDisplayName', 'Linnea']]);
    expect(readDisplayName()).toBe('Linnea');
    expect(screen.getByText('Your name is Linnea now').closest('[aria-live]')).toBeTruthy();
    expect(field()).toBeNull();
    expect(document.activeElement).toBe(button('Change name'));
  });

  it('becomes Guest where none is left, as in the lobby', async () => {
    const call = await rename('{Backspace}{Enter}');
    expect(renamings(call)).toEqual([['setDisplayName', 'Guest']]);
    expect(readDisplayName()).toBe('');
  });

  it('stays as it is with Escape, which closes the field and not the panel', async () => {
    const call = await rename('Nobody{Escape}');
    expect(renamings(call)).toEqual([]);
    expect(readDisplayName()).toBe('');
    expect(document.activeElement).toBe(button('Change name'));
    await userEvent.keyboard('{Escape}');
    expect(screen.queryByRole('complementary')).toBeNull();
  });

  it('takes letters that are shortcuts elsewhere', async () => {
    const call = await rename('mvschp');
    expect(field()?.value).toBe('mvschp');
    expect(call.localMedia.asked).toEqual([]);
  });
});

describe('The focus', () => {
  it('goes back from a panel that took the place of another to where the first was opened from', async () => {
    await renderCall();
    act(() => button('Chat').focus());
    await userEvent.keyboard('c');
    act(() => screen.getByRole('log').focus());
    await userEvent.keyboard('p{Escape}');
    expect(screen.queryByRole('complementary')).toBeNull();
    expect(document.activeElement).toBe(button('Chat'));
  });
});
