import type { Person } from './fixtures/person';
import { readInbound } from './fixtures/readings';
import { type Packet, type PacketRule, placeRelay, type Relay } from './fixtures/socket-packets';
import { expect, test } from './fixtures/test';
import { words } from './fixtures/words';

interface Envelope {
  kind: string;
  epoch: string;
  seq: number;
  iv: string;
  box: string;
}

/** Every envelope that a packet carries, replaced by what `change` makes of it. */
function mapEnvelopes(packet: Packet, change: (envelope: Envelope) => Envelope): Packet {
  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(walk);
    if (value === null || typeof value !== 'object') return value;
    if ('box' in value && 'kind' in value) return change(value as Envelope);
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, walk(inner)]));
  };
  return { ...packet, data: walk(packet.data) as unknown[] };
}

const isDescription = ({ kind }: Envelope) => kind === 'description';

/** Another character in the middle of the box: one to six bits of the ciphertext. */
function flipBits(envelope: Envelope): Envelope {
  const middle = Math.floor(envelope.box.length / 2);
  const other = envelope.box[middle] === 'A' ? 'B' : 'A';
  return { ...envelope, box: envelope.box.slice(0, middle) + other + envelope.box.slice(middle + 1) };
}

/** Where a packet says who somebody is and in which life. */
const introduction = /"participantId":"([a-z2-7-]{19})","profile":\{[^}]*?"epoch":"([\w-]{11})"/g;

const eventOf = ({ type, data }: Packet) => (type === 2 ? String(data[0]) : '');
const bodyOf = ({ data }: Packet) => data[1] as { from: string; to: string; envelope: Envelope };
/** The epoch of everyone whose profile comes in: what a relay needs to attribute a box well. */
function rememberEpochs(relay: Relay, rule: PacketRule = (packet) => [packet]): Map<string, string> {
  const epochs = new Map<string, string>();
  relay.inbound = (packet) => {
    for (const [, id, epoch] of JSON.stringify(packet.data).matchAll(introduction)) {
      if (id && epoch) epochs.set(id, epoch);
    }
    return rule(packet);
  };
  return epochs;
}

async function isToldOfTampering(person: Person): Promise<void> {
  await expect(person.page.getByText(words.tampered).first()).toBeVisible();
}

async function isNotToldOfTampering(person: Person): Promise<void> {
  await expect(person.page.getByText(words.tampered)).toHaveCount(0);
}

/** For three seconds nothing arrives, and no tile but one's own shows a picture. */
async function receivesNothing(person: Person): Promise<void> {
  const deadlineMs = Date.now() + 3_000;
  do {
    expect(await readInbound(person.page)).toEqual({ framesDecoded: 0, audioEnergy: 0 });
    expect(await person.othersInPicture()).toEqual([]);
  } while (Date.now() < deadlineMs);
}

/** Ada is in; Bo joins with everything that he hears and says passing through a relay. */
async function joinThroughRelay(
  invite: (role: 'ada' | 'bo') => Promise<Person>,
  serverUrl: string,
  prepare: (relay: Relay) => void,
): Promise<{ ada: Person; bo: Person }> {
  const ada = await invite('ada');
  const bo = await invite('bo');
  prepare(await placeRelay(bo.page));
  const link = await ada.startCall(serverUrl);
  await ada.join();
  await bo.joinAt(link);
  return { ada, bo };
}

test('a description altered on its way in is refused, no media flows, and the person is told', async ({
  server,
  invite,
}) => {
  const { ada, bo } = await joinThroughRelay(invite, server.url, (relay) => {
    relay.inbound = (packet) => [
      mapEnvelopes(packet, (envelope) => (isDescription(envelope) ? flipBits(envelope) : envelope)),
    ];
  });
  await isToldOfTampering(bo);
  await receivesNothing(bo);
  await receivesNothing(ada);
});

test('a description altered on its way out is refused by the other side, who is told', async ({
  server,
  invite,
}) => {
  const { ada, bo } = await joinThroughRelay(invite, server.url, (relay) => {
    relay.outbound = (packet) => [
      mapEnvelopes(packet, (envelope) => (isDescription(envelope) ? flipBits(envelope) : envelope)),
    ];
  });
  await isToldOfTampering(ada);
  await receivesNothing(ada);
  await receivesNothing(bo);
});

test('a box attributed to somebody else is refused: nobody appears in the place of another', async ({
  server,
  invite,
}) => {
  const ada = await invite('ada');
  const bo = await invite('bo');
  const cleo = await invite('cleo');
  const relay = await placeRelay(cleo.page);
  const epochs = rememberEpochs(relay, (packet) => {
    if (eventOf(packet) !== 'signal:received') return [packet];
    const { from, envelope } = bodyOf(packet);
    const [other = from, epoch = envelope.epoch] = [...epochs].find(([id]) => id !== from) ?? [];
    return [{ ...packet, data: ['signal:received', { from: other, envelope: { ...envelope, epoch } }] }];
  });
  const link = await ada.startCall(server.url);
  await ada.join();
  await bo.joinAt(link);
  await ada.sees(bo);
  await cleo.joinAt(link);
  await isToldOfTampering(cleo);
  await receivesNothing(cleo);
  await ada.sees(bo);
});

test('what is sent twice is taken once: the call stands and shows the right person', async ({
  server,
  invite,
}) => {
  const twice: PacketRule = (packet) =>
    eventOf(packet) === 'signal:received' ? [packet, structuredClone(packet)] : [packet];
  const { ada, bo } = await joinThroughRelay(invite, server.url, (relay) => {
    relay.inbound = twice;
  });
  await bo.sees(ada);
  await ada.sees(bo);
  await isToldOfTampering(bo);
});

test('what somebody said is not believed when it comes back as said by another', async ({
  server,
  invite,
}) => {
  const ada = await invite('ada');
  const bo = await invite('bo');
  const relay = await placeRelay(ada.page);
  const epochs = rememberEpochs(relay);
  relay.outbound = (packet) => {
    if (eventOf(packet) === 'signal:send') {
      const { to, envelope } = bodyOf(packet);
      const reflected = { from: to, envelope: { ...envelope, epoch: epochs.get(to) ?? envelope.epoch } };
      relay.injectInbound(`42${JSON.stringify(['signal:received', reflected])}`);
    }
    return [packet];
  };
  const link = await ada.startCall(server.url);
  await ada.join();
  await bo.joinAt(link);
  await isToldOfTampering(ada);
  await bo.sees(ada);
  await ada.sees(bo);
});

test('signals that arrive in another order still lead to the call', async ({ server, invite }) => {
  let held: Packet | null = null;
  const { ada, bo } = await joinThroughRelay(invite, server.url, (relay) => {
    relay.inbound = (packet) => {
      if (eventOf(packet) !== 'signal:received') return [packet];
      if (held === null) {
        held = packet;
        return [];
      }
      const late = held;
      held = null;
      return [packet, late];
    };
  });
  await bo.sees(ada);
  await ada.sees(bo);
});

test('a relay that drops everything keeps people apart, and nothing worse', async ({ server, invite }) => {
  let isDropping = true;
  const { ada, bo } = await joinThroughRelay(invite, server.url, (relay) => {
    relay.inbound = (packet) => (isDropping && eventOf(packet) === 'signal:received' ? [] : [packet]);
  });
  await expect(bo.tile('Ada')).toContainText('Connecting');
  await receivesNothing(bo);
  isDropping = false;
  await bo.sees(ada);
  await ada.sees(bo);
  await isNotToldOfTampering(bo);
});

test('a profile altered on the way shows nobody rather than somebody else', async ({ server, invite }) => {
  const { ada, bo } = await joinThroughRelay(invite, server.url, (relay) => {
    relay.inbound = (packet) => [
      mapEnvelopes(packet, (envelope) => (envelope.kind === 'profile' ? flipBits(envelope) : envelope)),
    ];
  });
  await isToldOfTampering(bo);
  await bo.isInCallWith();
  await receivesNothing(bo);
  await isNotToldOfTampering(ada);
});
