/** Where a control is: in the toolbar, or under "More" where the toolbar has no room for it. */
interface Place {
  toolbar: string;
  menu: string;
}

/** A toolbar of so many buttons is as wide as the narrowest screens: 44 px each, 6 px between them, 8 px beside them. */
const places = {
  6: { toolbar: '', menu: 'hidden!' },
  7: { toolbar: 'max-[22.5rem]:hidden', menu: 'min-[22.5rem]:hidden' },
  8: { toolbar: 'max-[25.625rem]:hidden', menu: 'min-[25.625rem]:hidden' },
  9: { toolbar: 'max-[28.75rem]:hidden', menu: 'min-[28.75rem]:hidden' },
} as const satisfies Record<number, Place>;

/** Who gives way first on narrow screens: the invitation, then the reactions, then the people. */
export function toolbarPlaces(hasScreen: boolean): Record<'invite' | 'reactions' | 'people', Place> {
  return hasScreen
    ? { invite: places[9], reactions: places[8], people: places[7] }
    : { invite: places[8], reactions: places[7], people: places[6] };
}
