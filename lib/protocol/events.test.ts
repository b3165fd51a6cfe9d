import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { toBase32 } from './encoding';
import { type ClientEventName, clientEvents, type ServerEventName, serverEvents } from './events';
import { limits } from './limits';
import { envelope, participantId } from './test-samples';
import { spoil } from './test-spoil';

const entry = { participantId, profile: envelope, isInterrupted: false };
const ice = {
  iceServers: [{ urls: ['turn:turn.example:3478'], username: 'u', credential: 'c' }],
  iceTransportPolicy: 'all',
  ttlS: 600,
};

const requests: Record<ClientEventName, { payload: object; reply: object }> = {
  'room:watch': {
    payload: {
      protocolVersion: 1,
      roomId: participantId,
      admission: 'A'.repeat(43),
      seatToken: 'A'.repeat(22),
      epoch: 'A'.repeat(11),
    },
    reply: { participantId, participants: [entry], capacity: 8, ice },
  },
  'room:join': {
    payload: { profile: envelope, offers: { [participantId]: envelope } },
    reply: { participants: [entry] },
  },
  'room:leave': { payload: {}, reply: {} },
  'profile:update': { payload: { profile: envelope }, reply: {} },
  'signal:send': { payload: { to: participantId, envelope }, reply: {} },
  'ice:refresh': { payload: {}, reply: ice },
};

const announcements: Record<ServerEventName, object> = {
  'participant:joined': { participantId, profile: envelope, offer: envelope },
  'participant:updated': { participantId, profile: envelope },
  'participant:interrupted': { participantId },
  'participant:left': { participantId, reason: 'left' },
  'signal:received': { from: participantId, envelope },
  'room:closed': { reason: 'replaced' },
  'server:draining': { moveInMs: 1_000 },
};

/** What a schema admits on purpose, of all that `spoil` tries. */
const admitted: readonly RegExp[] = [
  // Optional values, and credentials without a lifetime.
  /\.iceServers\[0\]( lacks (username|credential)|\.(username|credential) is undefined)$/,
  /^\$( lacks offer|\.offer is undefined)$/,
  /\.ttlS is (null|1\.5)$/,
  // One address or several.
  /\.iceServers\[0\]\.urls is "odd"$/,
  // Whoever is alone names no time.
  /^\$( lacks moveInMs|\.moveInMs is undefined)$/,
  // Any version is read, so that the refusal can say that it is another one (V1).
  /^\$\.protocolVersion is (-1|1\.5)$/,
  // There may be no offer; a name that reaches a prototype is left out.
  /^\$\.offers (lacks [a-z2-7-]+|has __proto__|has constructor)$/,
];

/** All spoiled samples, each with whether the schema ought to admit it. */
function cases(sample: object): [string, boolean, unknown][] {
  return spoil(sample).map(([what, value]) => [what, admitted.some((pattern) => pattern.test(what)), value]);
}

describe.each(Object.entries(requests))('%s', (event, { payload, reply }) => {
  const schemas = clientEvents[event as ClientEventName];

  it('accepts its payload and its reply as they stand', () => {
    expect(v.parse(schemas.payload, payload)).toEqual(payload);
    expect(v.parse(schemas.reply, reply)).toEqual(reply);
  });

  it.each(cases(payload))('a payload where %s is admitted: %s (S4)', (_, isAdmitted, value) => {
    expect(v.is(schemas.payload, value)).toBe(isAdmitted);
  });

  it.each(cases(reply))('a reply where %s is admitted: %s', (_, isAdmitted, value) => {
    expect(v.is(schemas.reply, value)).toBe(isAdmitted);
  });
});

describe.each(Object.entries(announcements))('%s', (event, payload) => {
  const schema = serverEvents[event as ServerEventName];

  it('accepts its payload as it stands', () => {
    expect(v.parse(schema, payload)).toEqual(payload);
  });

  it.each(cases(payload))('a payload where %s is admitted: %s', (_, isAdmitted, value) => {
    expect(v.is(schema, value)).toBe(isAdmitted);
  });
});

describe('the offers of a join', () => {
  const { payload } = clientEvents['room:join'];
  const offersFor = (count: number) =>
    Object.fromEntries(
      Array.from({ length: count }, (_, n) => [`aaaa-aaaa-aaaa-${toBase32(Uint8Array.of(n, n))}`, envelope]),
    );

  it('are as many as a room holds, and no more', () => {
    const { roomCapacityMax } = limits;
    expect(v.is(payload, { profile: envelope, offers: offersFor(roomCapacityMax) })).toBe(true);
    expect(v.is(payload, { profile: envelope, offers: offersFor(roomCapacityMax + 1) })).toBe(false);
  });

  it('reach no prototype', () => {
    const text = JSON.stringify({ profile: envelope, offers: {} }).replace(
      '"offers":{}',
      `"offers":{"__proto__":${JSON.stringify(envelope)}}`,
    );
    const { offers } = v.parse(payload, JSON.parse(text));
    expect(Object.getPrototypeOf(offers)).toBe(Object.prototype);
    expect(Object.keys(offers)).toEqual([]);
    expect('box' in offers).toBe(false);
  });

  it('go to participants only', () => {
    expect(v.is(payload, { profile: envelope, offers: { everyone: envelope } })).toBe(false);
  });
});
