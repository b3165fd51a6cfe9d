import { expect, it } from 'vitest';
import { isWellEncoded } from './is-well-encoded';

it.each([
  ['/r/aaaa-bbbb-cccc-dddd', true],
  ['/r/..%2f..%2fetc', true],
  ['/r/%F0%9F%92%A9', true],
  ['/r/x?from=%ZZ', true],
  ['/r/%ZZ', false],
  ['/r/%', false],
  ['/r/%E0%A4%A', false],
  ['/r/%FF?from=mail', false],
])('finds in %s a path that can be decoded: %s', (url, isIt) => {
  expect(isWellEncoded(url)).toBe(isIt);
});
