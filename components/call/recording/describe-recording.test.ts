import { expect, it } from 'vitest';
import { describeElapsed, describeFree, describeProblem, describeRecorders } from './describe-recording';

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

it('promises something saved only where something was recorded', () => {
  for (const problem of ['disk-full', 'failed'] as const) {
    const before = describeProblem({ problem, isEmpty: true });
    expect(before?.title).toBe('The recording did not start');
    expect(before?.description).toMatch(/Nothing was recorded/);
    expect(before?.description).not.toMatch(/saved/);
    const meanwhile = describeProblem({ problem, isEmpty: false });
    expect(meanwhile?.title).toBe('The recording stopped');
    expect(meanwhile?.description).toMatch(/until then is saved/);
  }
  expect(describeProblem({ problem: null, isEmpty: true })).toBeNull();
});
