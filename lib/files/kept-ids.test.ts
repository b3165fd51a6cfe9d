import { expect, it } from 'vitest';
import { FakeStorage } from '@/lib/testing/fake-storage';
import { KeptIds } from './kept-ids';

const idOf = (n: number) => String(n).padStart(22, '0');

it('are known after a reload of their tab, and said to be new once', () => {
  const tab = new FakeStorage();
  expect(new KeptIds(tab, 'seen').add([idOf(1), idOf(2)])).toEqual([idOf(1), idOf(2)]);
  const next = new KeptIds(tab, 'seen');
  expect([next.has(idOf(1)), next.has(idOf(3))]).toEqual([true, false]);
  expect(next.add([idOf(2), idOf(3)])).toEqual([idOf(3)]);
  expect(new KeptIds(tab, 'removed').has(idOf(1))).toBe(false);
});

it('are forgotten from the oldest on when there are too many, in the page as well', () => {
  const tab = new FakeStorage();
  const ids = new KeptIds(tab, 'seen');
  for (let n = 0; n < 3_000; n += 20) ids.add(Array.from({ length: 20 }, (_, i) => idOf(n + i)));
  for (const each of [ids, new KeptIds(tab, 'seen')])
    expect([999, 1_000, 2_999].map((n) => each.has(idOf(n)))).toEqual([false, true, true]);
});

it('live as long as the page where the browser keeps nothing, or something else', () => {
  const tab = new FakeStorage([['seen', '{"not": "a list"}']]);
  const ids = new KeptIds(tab, 'seen');
  tab.isForbidden = true;
  ids.add([idOf(1)]);
  expect(ids.has(idOf(1))).toBe(true);
  expect(new KeptIds(tab, 'seen').add([idOf(1)])).toEqual([idOf(1)]);
  expect(new KeptIds(null, 'seen').has(idOf(1))).toBe(false);
});
