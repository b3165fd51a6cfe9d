import { describe, expect, it } from 'vitest';
import { interpolate } from './interpolate';

/** With `@` for the dollar, so that nobody takes these for template strings. */
const of = (text: string, values: Record<string, string> = {}) =>
  interpolate(text.replaceAll('@', '$'), { values, asked: new Set() }).replaceAll('$', '@');

describe('interpolate', () => {
  it.each([
    ['@{A}.b', { A: 'a' }, 'a.b'],
    ['@{A:-x}', {}, 'x'],
    ['@{A:-x}', { A: 'a' }, 'a'],
    ['@{A:-turn.@{B}}:1', { B: 'b' }, 'turn.b:1'],
    ['@{A:+yes}', {}, ''],
    ['@{A:+yes}', { A: 'a' }, 'yes'],
    ['@@(cat)', {}, '@(cat)'],
  ])('reads %s as compose does', (text, values, expected) => {
    expect(of(text, values as Record<string, string>)).toBe(expected);
  });

  it('stops at what is missing', () => {
    expect(() => of('@{A:?set it}')).toThrow('A is missing: set it');
  });
});
