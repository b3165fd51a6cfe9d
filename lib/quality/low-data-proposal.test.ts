import { describe, expect, it } from 'vitest';
import { type LowDataProposal, noProposal, proposeLowData } from './low-data-proposal';
import { goodRating, type Rating } from './rate-sample';

const poor: Rating = { level: 'poor', cause: 'loss' };

/** The proposal after these ratings of all peers, one look every two seconds. */
function proposalAfter(looks: readonly (readonly Rating[])[], isDataLow = false): LowDataProposal {
  return looks.reduce<LowDataProposal>(
    (proposal, ratings, index) => proposeLowData(proposal, ratings, isDataLow, index * 2_000),
    noProposal,
  );
}
const looks = (count: number, ...ratings: Rating[]) => Array<readonly Rating[]>(count).fill(ratings);

describe('the proposal to use less data', () => {
  it('is made when the line has been poor for 15 s, not before', () => {
    expect(proposalAfter(looks(8, poor)).status).toBe('idle');
    expect(proposalAfter(looks(9, poor)).status).toBe('proposed');
  });

  it('counts anew when the line got better meanwhile', () => {
    expect(proposalAfter([...looks(7, poor), ...looks(1, goodRating), ...looks(7, poor)]).status).toBe(
      'idle',
    );
  });

  it('is not made for one bad connection among several, nor for a busy processor', () => {
    expect(proposalAfter(looks(20, poor, goodRating)).status).toBe('idle');
    expect(proposalAfter(looks(20, { level: 'poor', cause: 'cpu' })).status).toBe('idle');
    expect(proposalAfter(looks(20)).status).toBe('idle');
  });

  it('stays until it is answered, and is never made again', () => {
    expect(proposalAfter([...looks(9, poor), ...looks(9, goodRating)]).status).toBe('proposed');
    expect(proposeLowData({ status: 'answered' }, [poor], false, 1e9).status).toBe('answered');
  });

  it('is not made to those who use less already', () => {
    expect(proposalAfter(looks(20, poor), true).status).toBe('answered');
  });
});
