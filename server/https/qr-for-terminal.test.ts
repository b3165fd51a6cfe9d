import { expect, it } from 'vitest';
import { readTerminalQr } from '../testing/read-terminal-qr';
import { qrForTerminal } from './qr-for-terminal';

it('draws a code that a camera reads', () => {
  const text = 'https://192.168.1.7:3000';
  expect(readTerminalQr(qrForTerminal(text))).toBe(text);
});
