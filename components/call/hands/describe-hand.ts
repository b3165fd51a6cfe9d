const endings = new Map([
  ['one', 'st'],
  ['two', 'nd'],
  ['few', 'rd'],
]);
const rules = new Intl.PluralRules('en', { type: 'ordinal' });

/** "Hand raised, 1st": for those who do not see the badge. */
export function describeHand(place: number): string {
  return `Hand raised, ${place}${endings.get(rules.select(place)) ?? 'th'}`;
}
