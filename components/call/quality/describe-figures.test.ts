import { describe, expect, it } from 'vitest';
import { describeBytes, describeRate, describeShare } from './describe-figures';

describe('figures in words', () => {
  it.each([
    [0, '0 %'],
    [0.004, '0.4 %'],
    [0.0512, '5.1 %'],
    [0.3, '30 %'],
    [1, '100 %'],
  ])('a share of %d is %s', (share, words) => expect(describeShare(share)).toBe(words));

  it.each([
    [0, '0 kbit/s'],
    [849.6, '850 kbit/s'],
    [1_240, '1.2 Mbit/s'],
  ])('%d kbit/s are %s', (kbps, words) => expect(describeRate(kbps)).toBe(words));

  it.each([
    [0, '0 kB'],
    [450_000, '450 kB'],
    [12_340_000, '12.3 MB'],
    [2_500_000_000, '2.50 GB'],
  ])('%d bytes are %s', (bytes, words) => expect(describeBytes(bytes)).toBe(words));
});
