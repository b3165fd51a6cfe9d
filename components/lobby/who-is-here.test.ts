import { expect, it } from 'vitest';
import { whoIsHere } from './who-is-here';

it.each([
  [[], 'Nobody else is here yet'],
  [['Ada'], 'Ada is here'],
  [['Ada', 'Grace'], 'Ada and Grace are here'],
  [['Ada', 'Grace', 'Hedy'], 'Ada, Grace and 1 other are here'],
  [['Ada', 'Grace', 'Hedy', 'Katherine'], 'Ada, Grace and 2 others are here'],
])('says of %j: %s', (names, words) => {
  expect(whoIsHere(names)).toBe(words);
});
