import type { Reaction } from '@/lib/protocol';
import { reactionSigns } from './reaction-signs';

interface NamedReaction {
  /** "You" for oneself. */
  name: string;
  reaction: Reaction;
}

function list([first = '', second, ...more]: readonly string[]): string {
  if (second === undefined) return first;
  return more.length === 0 ? `${first} and ${second}` : `${first} and ${more.length + 1} others`;
}

/** One sentence for each sign, however many sent it: "Ada and 2 others reacted with applause." */
export function describeReactions(reactions: readonly NamedReaction[]): string {
  const senders = new Map<Reaction, Set<string>>();
  for (const { name, reaction } of reactions) {
    senders.set(reaction, (senders.get(reaction) ?? new Set()).add(name));
  }
  return [...senders]
    .map(([reaction, names]) => {
      const ordered = [...names].sort((a, b) => Number(b === 'You') - Number(a === 'You'));
      return `${list(ordered)} reacted with ${reactionSigns[reaction].name.toLowerCase()}.`;
    })
    .join(' ');
}
