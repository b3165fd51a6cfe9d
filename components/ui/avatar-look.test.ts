import { describe, expect, it } from 'vitest';
import { avatarLook } from './avatar-look';

/** Common ones, some with two words. */
const names =
  'Ada Lovelace,Ben,Alice,Bob,Carol,Dave,Eve,Frank,Grace,Heidi,Ivan,Judy,Mallory,Niaj,Olivia,Peggy,Rupert,Sybil,Trent,Victor,Walter,Anna,Maria,John Smith,Emma,Noah,Liam,Mia,Sofia,Lucas,Leo,Finn,Jonas,Marie,Paul,Clara,Tom,Sam,Max,Nina'.split(
    ',',
  );

describe('avatarLook', () => {
  it('gives the first letters of the first and the last word', () => {
    expect(['ada', 'Ada King Lovelace', ' ', '李 小龙'].map((name) => avatarLook(name).initials)).toEqual([
      'A',
      'AL',
      '',
      '李小',
    ]);
  });

  it('spreads common names over all its tones, and always gives a name the same', () => {
    const counts = new Map<string, number>();
    for (const name of names) {
      const { tone } = avatarLook(name);
      expect(avatarLook(name).tone).toBe(tone);
      counts.set(tone, (counts.get(tone) ?? 0) + 1);
    }
    expect(counts.size).toBe(8);
    expect(Math.max(...counts.values())).toBeLessThanOrEqual(names.length / 4);
    expect(avatarLook('Ada Lovelace').tone).not.toBe(avatarLook('Ben').tone);
  });

  it('tells names apart that differ in one letter, or in the order of letters', () => {
    const differing = Array.from({ length: 26 }, (_, n) => `Guest ${String.fromCharCode(65 + n)}`);
    expect(new Set(differing.map((name) => avatarLook(name).tone)).size).toBeGreaterThan(5);
    expect(avatarLook('Abc').tone).not.toBe(avatarLook('Cba').tone);
  });
});
