// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { encodeOffer } from '@/lib/direct/direct-code';
import { readEndpointSdp } from '@/lib/direct/endpoint-sdp';
import { chromiumOffer } from '@/lib/direct/test-endpoints';
import { EnterCode } from './enter-code';

const code = encodeOffer(new Uint8Array(16), readEndpointSdp(chromiumOffer));

function open(initialText = '') {
  const onOffer = vi.fn();
  render(<EnterCode initialText={initialText} onOffer={onOffer} onBack={vi.fn()} />);
  return onOffer;
}

const field = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Code you were sent' });

async function enter(text: string): Promise<void> {
  await userEvent.clear(field());
  await userEvent.click(field());
  if (text !== '') await userEvent.paste(text);
  await userEvent.click(screen.getByRole('button', { name: 'Continue' }));
}

afterEach(cleanup);

describe('the code that somebody was sent', () => {
  it('is taken out of whatever it was pasted with', async () => {
    const onOffer = open();
    await enter(`Hi!\n\nhttps://calls.example/direct#${code}\n\nAda`);
    expect(onOffer).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ kind: 'offer' }));
  });

  it('is asked for again, each time with what is wrong now', async () => {
    const onOffer = open();
    for (const [text, problem] of [
      ['', /Paste the code you were sent/],
      ['hello', /There is no code in this/],
      [code.slice(0, -3), /The code is not complete/],
      ['hello', /There is no code in this/],
    ] as const) {
      await enter(text);
      expect(screen.getByText(problem)).toBeDefined();
      expect(field().getAttribute('aria-invalid')).toBe('true');
      expect(document.activeElement).toBe(field());
    }
    expect(onOffer).not.toHaveBeenCalled();
  });

  it('is shown with its problem when the address held one that can’t be answered', () => {
    open(`https://calls.example/direct#${code.slice(1)}`);
    expect(field().value).toContain('#');
    expect(screen.getByText(/The code is not complete/)).toBeDefined();
  });
});
