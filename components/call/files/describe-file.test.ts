import { describe, expect, it } from 'vitest';
import type { IncomingView } from '@/lib/files/file-state';
import { describeDuration, describeIncoming, describeSize, shortenName } from './describe-file';

const view = (change: Partial<IncomingView>): IncomingView => ({
  offer: { size: 12_400_000 } as IncomingView['offer'],
  from: 'aaaa-aaaa-aaaa-aaaa',
  state: { status: 'offered' },
  isAuto: false,
  doneBytes: 0,
  bytesPerSecond: 0,
  ...change,
});

describe('the words about files', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1_000, '1.0 kB'],
    [12_400_000, '12.4 MB'],
    [999_950_000, '1.0 GB'],
    [150_000_000_000, '150 GB'],
  ])('call %d bytes %j', (bytes, words) => {
    expect(describeSize(bytes)).toBe(words);
  });

  it.each([
    [0, '0:00'],
    [65_400, '1:05'],
    [3_725_000, '1:02:05'],
  ])('call %d ms %j', (ms, words) => {
    expect(describeDuration(ms)).toBe(words);
  });

  it.each([
    ['report.pdf', 'report.pdf'],
    [`${'x'.repeat(60)} invoice.pdf.exe`, `${'x'.repeat(26)}…voice.pdf.exe`],
    [`${'😀'.repeat(60)}.png`, `${'😀'.repeat(26)}…${'😀'.repeat(9)}.png`],
  ])('shorten %j so that its extension stays', (name, words) => {
    expect(shortenName(name)).toBe(words);
  });

  it('say how far it is, how fast, and how long it takes', () => {
    const state = { status: 'receiving' } as const;
    expect(describeIncoming(view({ state, doneBytes: 2_400_000, bytesPerSecond: 500_000 }))).toBe(
      '2.4 MB of 12.4 MB · 500 kB/s · 20 s left',
    );
    expect(describeIncoming(view({ state }))).toBe('0 B of 12.4 MB');
  });

  it('say what a transfer waits for', () => {
    expect(describeIncoming(view({ state: { status: 'waiting', for: 'sender' } }))).toBe(
      'Goes on when the sender is back',
    );
    expect(describeIncoming(view({ state: { status: 'failed', failure: 'withdrawn' } }))).toBe(
      'It is not shared any more.',
    );
  });
});
