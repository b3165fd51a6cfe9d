import { availableParallelism } from 'node:os';
import type { RoleName } from './fixtures/cast';
import { test } from './fixtures/test';

const guests: readonly RoleName[] = ['bo', 'cleo', 'dag', 'eve'];
/** Five browsers draw on the processors of one machine: small windows leave them time for the call. */
const viewport = { width: 640, height: 480 };

// Twenty encoders and twenty decoders in software, and five compositors: two processors drown in them.
test.skip(availableParallelism() < 4, 'five browsers with picture and sound need four processors');

test('five people each see and hear the four others', async ({ server, invite }) => {
  test.setTimeout(180_000);
  const ada = await invite('ada', { viewport });
  const link = await ada.startCall(server.url);
  await ada.join();
  const people = [ada];
  for (const role of guests) {
    const guest = await invite(role, { viewport });
    await guest.joinAt(link);
    people.push(guest);
  }
  for (const person of people) {
    const others = people.filter((other) => other !== person);
    await person.isInCallWith(...others);
    for (const other of others) await person.sees(other);
    await person.hears(...others);
  }
});
