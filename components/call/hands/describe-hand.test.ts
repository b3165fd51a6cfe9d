import { expect, it } from 'vitest';
import { describeHand } from './describe-hand';

it('places in the order of hands are said as ordinals', () => {
  const places = [1, 2, 3, 4, 11, 12, 13, 21, 22].map((place) => describeHand(place).split(', ')[1]);
  expect(places).toEqual(['1st', '2nd', '3rd', '4th', '11th', '12th', '13th', '21st', '22nd']);
});
