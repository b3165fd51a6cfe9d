import { describe, expect, it } from 'vitest';
import { TokenBucket } from './token-bucket';

describe('TokenBucket', () => {
  it('lets a burst through, then what the rate allows, and never saves up more than a burst', () => {
    const bucket = new TokenBucket(3, 2, 0);
    const take = (nowMs: number, times: number) => Array.from({ length: times }, () => bucket.take(nowMs));
    expect(take(0, 4)).toEqual([true, true, true, false]);
    expect(take(499, 1)).toEqual([false]);
    expect(take(500, 2)).toEqual([true, false]);
    expect(take(60_000, 4)).toEqual([true, true, true, false]);
  });

  it('keeps fractions of a token between takes', () => {
    const bucket = new TokenBucket(1, 1, 0);
    expect(bucket.take(0)).toBe(true);
    const results = [250, 500, 750, 1000].map((nowMs) => bucket.take(nowMs));
    expect(results).toEqual([false, false, false, true]);
  });
});
