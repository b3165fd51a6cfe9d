import { describe, expect, it } from 'vitest';
import { person } from '../testing/people';
import { describeChanges } from './describe-changes';

const ada = person('Ada');
const reconnecting = person('Ada', { peer: { status: 'interrupted' } });
const failed = person('Ada', { peer: { status: 'failed', code: 'peer-unreachable' } });

describe('describeChanges', () => {
  it('says nothing of newcomers and of those who left: they have toasts', () => {
    expect(describeChanges([], [ada])).toEqual([]);
    expect(describeChanges([ada], [])).toEqual([]);
  });

  it('says nothing of what is seen and heard anyway', () => {
    expect(describeChanges([ada], [{ ...ada, isSpeaking: true, isMicrophoneOn: false }])).toEqual([]);
  });

  it('says when a link is lost, found and given up', () => {
    expect(describeChanges([ada], [reconnecting])).toEqual(['Reconnecting to Ada.']);
    expect(describeChanges([reconnecting], [ada])).toEqual(['Connected to Ada']);
    expect(describeChanges([reconnecting], [failed])).toHaveLength(1);
  });

  it('does not repeat itself while a link is being repaired', () => {
    const restarting = person('Ada', { peer: { status: 'restarting', attempt: 1 } });
    expect(describeChanges([reconnecting], [restarting])).toEqual([]);
  });

  it('says who is called something else now', () => {
    expect(describeChanges([ada], [{ ...ada, displayName: 'Augusta' }])).toEqual([
      'Ada is called Augusta now',
    ]);
  });

  it('says who shares a screen and who stopped', () => {
    const sharing = { ...ada, isScreenOn: true };
    expect(describeChanges([ada], [sharing])).toEqual(['Ada shares a screen']);
    expect(describeChanges([sharing], [ada])).toEqual(['Ada stopped sharing the screen']);
  });
});
