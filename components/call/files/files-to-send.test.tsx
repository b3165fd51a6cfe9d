// @vitest-environment happy-dom
import { act, cleanup, createEvent, fireEvent, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { toast } from 'sonner';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ada, bo, openChat, openWithFiles } from '../testing/fake-files';
import { inCall } from '../testing/people';
import { renderCall } from '../testing/render-call';

afterEach(() => {
  toast.dismiss();
  cleanup();
});

describe('Files to be sent', () => {
  async function choose() {
    const [files] = [[new File(['x'], 'plan.txt')]];
    fireEvent.change(screen.getByLabelText('Files to send'), { target: { files } });
    return screen.findByRole('dialog', { name: 'Send a file' });
  }

  it('for one person never go to everyone, although that person has left meanwhile', async () => {
    const { call, asked } = await openWithFiles();
    await openChat();
    const dialog = await choose();
    await userEvent.selectOptions(within(dialog).getByRole('combobox', { name: 'To' }), 'Bo');
    act(() => call.state.set(inCall([ada])));
    const select = within(dialog).getByRole<HTMLSelectElement>('combobox', { name: 'To' });
    expect(select.selectedOptions[0]?.textContent).toBe('Bo (not here now)');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Send' }));
    expect(asked).toEqual([['offer', 'plan.txt', bo.participantId]]);
  });

  it('are asked about anew: what was meant for one is not sent to one by habit', async () => {
    const { asked } = await openWithFiles();
    await openChat();
    const first = await choose();
    await userEvent.selectOptions(within(first).getByRole('combobox', { name: 'To' }), 'Bo');
    await userEvent.click(within(first).getByRole('button', { name: 'Send' }));
    const second = await choose();
    await userEvent.click(within(second).getByRole('button', { name: 'Send' }));
    expect(asked.at(-1)).toEqual(['offer', 'plan.txt', null]);
  });
});

describe('What is pasted', () => {
  function paste(target: Element | Window, text: string, files: readonly File[]): boolean {
    const event = createEvent.paste(target);
    const clipboardData = { types: ['text/plain', 'Files'], files, getData: () => text };
    Object.defineProperty(event, 'clipboardData', { value: clipboardData });
    act(() => void fireEvent(target, event));
    return event.defaultPrevented;
  }
  const picture = () => [new File(['x'], 'image.png', { type: 'image/png' })];
  const field = () => screen.getByRole('textbox', { name: 'Message' });

  it('as text stays text where text is written, though a picture of it lies beside', async () => {
    await openWithFiles();
    await openChat();
    expect(paste(field(), 'Total\t42', picture())).toBe(false);
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it.each([
    ['a picture alone', ''],
    ['a file and its name', 'image.png'],
    ['a file and its path', 'file:///home/ada/image.png\n'],
    ['a file and the address of it', 'file:///home/ada/my%20image%20%281%29.png', 'my image (1).png'],
    ['a file with a sign of its own in its name', '/home/ada/100% sure.png', '100% sure.png'],
  ])('is sent as a file: %s', async (_what, text, name = 'image.png') => {
    await openWithFiles();
    await openChat();
    expect(paste(field(), text, [new File(['x'], name, { type: 'image/png' })])).toBe(true);
    expect(await screen.findByRole('dialog', { name: 'Send a file' })).toBeTruthy();
  });

  it('is sent as a file where no text is written', async () => {
    await openWithFiles();
    expect(paste(document.body, 'Total\t42', picture())).toBe(true);
  });
});

describe('What is dropped', () => {
  function drag(type: 'dragover' | 'drop', files: readonly File[], folders: readonly string[] = []) {
    const event = new Event(type, { bubbles: true, cancelable: true });
    const items = files.map(({ name }) => ({
      webkitGetAsEntry: () => ({ isDirectory: folders.includes(name) }),
    }));
    const dataTransfer = { types: ['Files'], files, items, dropEffect: 'uninitialized' };
    Object.defineProperty(event, 'dataTransfer', { value: dataTransfer });
    act(() => void document.body.dispatchEvent(event));
    return { isTaken: event.defaultPrevented, dropEffect: dataTransfer.dropEffect };
  }
  const one = new File(['x'], 'one.txt');
  const two = new File(['x'], 'two.txt');
  const overlay = () => screen.queryByText('Drop files to send them');

  it('never takes the place of the call, not even before files can be sent', async () => {
    await renderCall(inCall([ada]));
    expect(drag('dragover', [one])).toEqual({ isTaken: true, dropEffect: 'none' });
    expect(overlay()).toBeNull();
    expect(drag('drop', [one]).isTaken).toBe(true);
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('is sent with what was dropped before', async () => {
    const { asked } = await openWithFiles();
    expect(drag('dragover', [one]).dropEffect).toBe('copy');
    expect(overlay()).toBeTruthy();
    drag('drop', [one]);
    expect(overlay()).toBeNull();
    drag('drop', [two]);
    const dialog = await screen.findByRole('dialog', { name: 'Send 2 files' });
    await userEvent.click(within(dialog).getByRole('button', { name: 'Send' }));
    expect(asked).toEqual([
      ['offer', 'one.txt', null],
      ['offer', 'two.txt', null],
    ]);
  });

  it('is waited for no longer when it is not held over the page any more, whoever says so', async () => {
    await openWithFiles();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      drag('dragover', [one]);
      act(() => void vi.advanceTimersByTime(550));
      drag('dragover', [one]);
      act(() => void vi.advanceTimersByTime(550));
      expect(overlay()).toBeTruthy();
      act(() => void vi.advanceTimersByTime(100));
      expect(overlay()).toBeNull();
    } finally {
      vi.useRealTimers();
    }
  });

  it('is told of when it is a folder, which cannot be sent', async () => {
    await openWithFiles();
    drag('drop', [one, new File([], 'photos')], ['photos']);
    expect(await screen.findByText('Folders cannot be sent')).toBeTruthy();
    expect(await screen.findByRole('dialog', { name: 'Send a file' })).toBeTruthy();
  });
});
