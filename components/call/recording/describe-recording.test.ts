import { expect, it } from 'vitest';
import { describeElapsed, describeFree, describeRecorders } from './describe-recording';

it('names everybody who records', () => {
  expect(describeRecorders(['Ada'])).toBe('Ada is recording');
  expect(describeRecorders(['Ada', 'Bo', 'Cleo'])).toBe('Ada, Bo and Cleo are recording');
});

it('tells time as clocks do', () => {
  expect([0, 7_900, 754_000, 3_723_000].map(describeElapsed)).toEqual(['0:00', '0:07', '12:34', '1:02:03']);
});

it('tells free space as far as browsers do', () => {
  expect(describeFree(1_200_000_000)).toBe('1.20 GB free');
  expect(describeFree(10 * 2 ** 30)).toBe('over 10 GB free');
});
