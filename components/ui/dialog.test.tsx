// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { Dialog } from './dialog';

afterEach(cleanup);

function Opener() {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <button type="button" onClick={() => setIsOpen(true)}>
        Open
      </button>
      <Dialog isOpen={isOpen} onOpenChange={setIsOpen} title="Invite">
        words
      </Dialog>
    </>
  );
}

describe('A dialogue', () => {
  it('is closed by Escape', async () => {
    render(<Opener />);
    await userEvent.click(screen.getByRole('button', { name: 'Open' }));
    await userEvent.keyboard('{Escape}');
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('is closed by an Escape that a fading hint has taken for itself', async () => {
    render(<Opener />);
    await userEvent.click(screen.getByRole('button', { name: 'Open' }));
    const take = (event: KeyboardEvent) => event.preventDefault();
    window.addEventListener('keydown', take, { capture: true });
    await userEvent.keyboard('{Escape}');
    window.removeEventListener('keydown', take, { capture: true });
    expect(screen.queryByRole('dialog')).toBeNull();
  });
});
