import { describe, expect, it } from 'vitest';
import { callTitle } from './call-title';
import { inCall, person } from './testing/people';

const people = ['Ada', 'Grace', 'Alan'].map((name) => person(name));

describe('callTitle', () => {
  it.each([
    [0, 'In a call · Parley'],
    [1, 'Ada · Parley'],
    [2, 'Ada and Grace · Parley'],
    [3, 'Ada and 2 others · Parley'],
  ])('names those who are here: %i others', (count, title) => {
    expect(callTitle(inCall(people.slice(0, count)))).toBe(title);
  });

  it('says when the room is being reached again', () => {
    expect(callTitle(inCall(people, { serverLink: 'reconnecting' }))).toBe('Reconnecting · Parley');
  });
});
