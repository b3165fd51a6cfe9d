import { test } from './fixtures/test';

test('three people each see and hear the two others', async ({ gather }) => {
  const people = await gather('ada', 'bo', 'cleo');
  for (const person of people) {
    const others = people.filter((other) => other !== person);
    await person.isInCallWith(...others);
    for (const other of others) await person.sees(other);
    await person.hears(...others);
  }
});

test('the two who stay go on when the third leaves', async ({ gather }) => {
  const [ada, bo, cleo] = await gather('ada', 'bo', 'cleo');
  await ada.sees(cleo);
  await ada.leave();
  await bo.isInCallWith(cleo);
  await bo.sees(cleo);
  await cleo.sees(bo);
  await cleo.hears(bo);
});
