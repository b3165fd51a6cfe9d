/** Says who is already in, in at most two names: "Ada, Grace and 2 others are here". */
export function whoIsHere(names: readonly string[]): string {
  const [first, second, ...others] = names;
  if (first === undefined) return 'Nobody else is here yet';
  if (second === undefined) return `${first} is here`;
  if (others.length === 0) return `${first} and ${second} are here`;
  return `${first}, ${second} and ${others.length} ${others.length === 1 ? 'other' : 'others'} are here`;
}
