// @vitest-environment happy-dom
import { act, cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createTrack } from '../../call/testing/people';
import { loadScanner } from './load-scanner';
import { ScanButton } from './scan-button';
import { ScanDialog } from './scan-dialog';

vi.mock('./load-scanner');

const scan = () => screen.getByRole('button', { name: 'Scan' });
let track: MediaStreamTrack;

beforeEach(() => {
  vi.spyOn(HTMLMediaElement.prototype, 'srcObject', 'set').mockImplementation(() => undefined);
  track = createTrack();
  const getUserMedia = async () => ({ getTracks: () => [track] });
  Object.defineProperty(navigator, 'mediaDevices', { value: { getUserMedia }, configurable: true });
});
afterEach(cleanup);

describe('scanning a code', () => {
  it('that can’t be loaded leaves everything as it is, says so, and can be tried again', async () => {
    vi.mocked(loadScanner).mockRejectedValueOnce(new Error('out of reach'));
    render(<ScanButton localMedia={null} onText={() => undefined} />);
    const status = screen.getByRole('status');
    await userEvent.click(scan());
    await waitFor(() => expect(status.textContent).toMatch(/can’t be loaded.*Paste the code instead/));
    vi.mocked(loadScanner).mockResolvedValueOnce({ ScanDialog, read: async () => null });
    await userEvent.click(scan());
    expect(await screen.findByRole('dialog', { name: 'Scan the code' })).toBeDefined();
    expect(status.textContent).toBe('');
  });

  it('gives the focus back when it is given up', async () => {
    vi.mocked(loadScanner).mockResolvedValueOnce({ ScanDialog, read: async () => null });
    render(<ScanButton localMedia={null} onText={() => undefined} />);
    act(() => scan().focus());
    await userEvent.keyboard('{Enter}');
    await screen.findByRole('dialog', { name: 'Scan the code' });
    await userEvent.keyboard('{Escape}');
    expect(screen.queryByRole('dialog')).toBeNull();
    await waitFor(() => expect(document.activeElement).toBe(scan()));
  });

  it('lets the camera go when something goes wrong with it', async () => {
    vi.spyOn(HTMLMediaElement.prototype, 'srcObject', 'set').mockImplementation(() => {
      throw new Error('no picture');
    });
    vi.mocked(loadScanner).mockResolvedValueOnce({ ScanDialog, read: async () => null });
    render(<ScanButton localMedia={null} onText={() => undefined} />);
    await userEvent.click(scan());
    expect(await screen.findByRole('alert')).toBeDefined();
    expect(track.readyState).toBe('ended');
  });
});
