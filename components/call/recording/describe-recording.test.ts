import { expect, it } from 'vitest';
import { describeElapsed, describeRecorders } from './describe-recording';

it('names everybody who records', () => {
  expect(describeRecorders(['Ada'])).toBe('Ada is recording');
  expect(describeRecorders(['Ada', 'Bo', 'Cleo'])).toBe('Ada, Bo and Cleo are recording');
});

it('tells time as clocks do', () => {
  expect([0, 7_900, 754_000, 3_723_000].map(describeElapsed)).toEqual(['0:00', '0:07', '12:34', '1:02:03']);
});
