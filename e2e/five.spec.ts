import { test } from './fixtures/test';

test('five people each see and hear the four others', async ({ gather }) => {
  test.setTimeout(180_000);
  const people = await gather('ada', 'bo', 'cleo', 'dag', 'eve');
  for (const person of people) {
    const others = people.filter((other) => other !== person);
    await person.isInCallWith(...others);
    for (const other of others) await person.sees(other);
    await person.hears(...others);
  }
});
