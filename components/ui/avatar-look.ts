/** Eight deep tones on which white letters reach 4.5:1. */
const tones = [
  '#0f6b5c',
  '#1f5f9e',
  '#5b4bb0',
  '#8a3d8f',
  '#a8385f',
  '#a6452a',
  '#80600f',
  '#3f6a2a',
] as const;

function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/u).filter(Boolean);
  const first = words[0] ?? '';
  const last = words.length > 1 ? (words[words.length - 1] ?? '') : '';
  return [first, last]
    .map((word) => [...word][0] ?? '')
    .join('')
    .toUpperCase();
}

/** FNV-1a, stirred once more so that each letter at each place, the last one too, has its say in the highest bits. */
function toneOf(name: string): string {
  let hash = 0x811c9dc5;
  for (const character of name) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return tones[hash >>> 29] ?? tones[0];
}

/** What stands for a person without a picture: initials, and a colour that belongs to the name. */
export function avatarLook(name: string): { initials: string; tone: string } {
  return { initials: initialsOf(name), tone: toneOf(name) };
}
