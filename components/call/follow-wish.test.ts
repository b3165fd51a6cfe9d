// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { createFakeCall } from '../testing/fake-call';
import { followWish } from './follow-wish';

it('The wish to hide the address is followed from another tab, and nothing else that it keeps', () => {
  const call = createFakeCall();
  const page = new AbortController();
  followWish(call, page.signal);
  const change = (key: string | null, newValue: string | null) =>
    dispatchEvent(new StorageEvent('storage', { key, newValue }));
  change('parley.hide-address', 'on');
  change('parley.hide-address', null);
  change('parley.theme', 'on');
  // All data of the site was deleted: no reason to show the address.
  change(null, null);
  page.abort();
  change('parley.hide-address', 'on');
  expect(call.asked).toEqual([
    ['setAddressHidden', true],
    ['setAddressHidden', false],
  ]);
});
