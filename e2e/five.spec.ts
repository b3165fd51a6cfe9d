import type { RoleName } from './fixtures/cast';
import { test } from './fixtures/test';

const guests: readonly RoleName[] = ['bo', 'cleo', 'dag', 'eve'];
/** Drawing large pictures in software costs more than the call: small windows leave time for it. */
const invitation = { isInCrowd: true, viewport: { width: 640, height: 480 } };

test('five people each see and hear the four others', async ({ server, invite }) => {
  const ada = await invite('ada', invitation);
  const link = await ada.startCall(server.url);
  await ada.join();
  const people = [ada];
  for (const role of guests) {
    const guest = await invite(role, invitation);
    await guest.joinAt(link);
    people.push(guest);
  }
  for (const person of people) {
    const others = people.filter((other) => other !== person);
    await person.isInCallWith(...others);
    for (const other of others) await person.sees(other);
    await person.hears(...others);
  }
  // With all twenty streams on their way for a while, every one still moves.
  for (const person of people) {
    for (const other of people) if (other !== person) await person.sees(other);
  }
});
