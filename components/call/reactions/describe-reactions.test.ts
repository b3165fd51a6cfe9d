import { describe, expect, it } from 'vitest';
import { describeReactions } from './describe-reactions';

const from = (...names: string[]) => names.map((name) => ({ name, reaction: 'clap' as const }));

describe('reactions in words', () => {
  it('name one or two, and count more', () => {
    expect(describeReactions(from('Ada'))).toBe('Ada reacted with applause.');
    expect(describeReactions(from('Ada', 'Bo'))).toBe('Ada and Bo reacted with applause.');
    expect(describeReactions(from('Ada', 'Bo', 'Cleo'))).toBe('Ada and 2 others reacted with applause.');
  });

  it('count each person once for each sign', () => {
    expect(describeReactions(from('Ada', 'Bo', 'Ada', 'Ada'))).toBe('Ada and Bo reacted with applause.');
    expect(describeReactions([...from('Ada'), { name: 'Ada', reaction: 'heart' }])).toBe(
      'Ada reacted with applause. Ada reacted with heart.',
    );
  });

  it('begin with oneself', () => {
    expect(describeReactions(from('Ada', 'Bo', 'You'))).toBe('You and 2 others reacted with applause.');
  });
});
