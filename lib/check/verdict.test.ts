import { describe, expect, it } from 'vitest';
import type { IceConfig } from '@/lib/protocol';
import { failingLeg } from './diagnose';
import type { ConnectionFacts, NetworkFacts } from './network-facts';
import type { ReflexiveFacts } from './probe-reflexive';
import type { RelayOutcome } from './probe-relay';
import { reachVerdict } from './verdict';

const open: ReflexiveFacts = {
  hostCount: 2,
  isAnswered: true,
  answerMs: 20,
  addresses: ['203.0.113.7'],
  mapping: 'endpoint-independent',
  hasIpv6: false,
};
const symmetric: ReflexiveFacts = { ...open, mapping: 'symmetric' };
const shut: ReflexiveFacts = {
  ...open,
  isAnswered: false,
  answerMs: null,
  addresses: [],
  mapping: 'unknown',
};
const unasked: ReflexiveFacts = { ...shut, hostCount: 0 };

const working: RelayOutcome = { url: 'turn:t', transport: 'udp', isWorking: true, allocationMs: 40 };
const secured: RelayOutcome = { url: 'turns:t', transport: 'tls', isWorking: true, allocationMs: 90 };
const dead: RelayOutcome = { url: 'turn:t', transport: 'udp', isWorking: false, reason: 'unreachable' };
const refused: RelayOutcome = { url: 'turn:t', transport: 'udp', isWorking: false, reason: 'refused' };

const seen = (reflexive: ReflexiveFacts, ...relays: RelayOutcome[]): NetworkFacts => ({
  reflexive,
  relays,
  isRelayOnly: false,
  isRelayMute: false,
});
const ice: IceConfig = { iceServers: [], iceTransportPolicy: 'all', ttlS: null };

function factsOf(network: NetworkFacts | null, others: Partial<ConnectionFacts> = {}): ConnectionFacts {
  const value = { ice, roundTripMs: 20, transport: 'websocket' } as const;
  return { isSecure: true, isCapable: true, server: { ok: true, value }, network, ...others };
}

describe('The verdict', () => {
  it.each([
    ['an open network with a relay', seen(open, working), 'works', /^Calls will work from here$/],
    [
      'a symmetric one with a relay',
      seen(symmetric, working),
      'works-relayed',
      /^Calls will work, through a relay$/,
    ],
    ['UDP blocked, a relay over TLS', seen(shut, dead, secured), 'works-relayed', /through a relay$/],
    ['an open network without relays', seen(open), 'works-mostly', /^Most calls will work/],
    ['an open network whose relay is down', seen(open, dead), 'works-mostly', /^Most calls will work/],
    ['a symmetric one without relays', seen(symmetric), 'works-mostly', /^Some calls will not connect/],
    ['no servers at all', seen(unasked), 'works-mostly', /^Calls will work on the same network$/],
    ['UDP blocked, no relays', seen(shut), 'blocked', /^Calls will not work from here: the network/],
    ['everything blocked', seen(shut, dead), 'blocked', /^Calls will not work from here: the network/],
    ['relays only, and none works', { ...seen(open, dead), isRelayOnly: true }, 'blocked', /the relay/],
    ['relays only, and one works', { ...seen(open, working), isRelayOnly: true }, 'works-relayed', /relay$/],
    [
      'an open network whose relay carries nothing',
      { ...seen(open, working), isRelayMute: true },
      'works-mostly',
      /^Most/,
    ],
    [
      'UDP blocked, and a relay that carries nothing',
      { ...seen(shut, secured), isRelayMute: true },
      'works-mostly',
      /^Calls may not/,
    ],
  ] as const)('of %s', (_, network, outcome, title) => {
    const verdict = reachVerdict(factsOf(network));
    expect(verdict).toMatchObject({ outcome, title: expect.stringMatching(title) });
    if (outcome !== 'works' && outcome !== 'works-relayed') expect(verdict.advice).not.toEqual([]);
  });

  it.each([
    ['an insecure page', { isSecure: false }, /isn’t secure/],
    ['an old browser', { isCapable: false }, /too old/],
    ['no server', { server: { ok: false, code: 'server-unreachable' } }, /server can’t be reached/],
    ['an outdated page', { server: { ok: false, code: 'unsupported-version' } }, /page is out of date/],
  ] as const)('of %s is that calls will not work, why, and what to do', (_, others, title) => {
    const verdict = reachVerdict(factsOf(null, others));
    expect(verdict).toMatchObject({ outcome: 'blocked', title: expect.stringMatching(title) });
    expect(verdict.advice).toHaveLength(1);
  });

  it('says what a server without relays lacks, to whoever runs it', () => {
    expect(reachVerdict(factsOf(seen(open))).advice.join()).toMatch(/TURN_URLS/);
  });

  it('says that hardly any call leaves its network where there is no STUN either', () => {
    expect(reachVerdict(factsOf(seen(unasked))).advice.join()).toMatch(
      /hardly any call between two networks connects/,
    );
  });

  it('mentions that joining is slow without a WebSocket', () => {
    const value = { ice, roundTripMs: 20, transport: 'polling' } as const;
    const { advice } = reachVerdict(factsOf(seen(open, working), { server: { ok: true, value } }));
    expect(advice.join()).toMatch(/Joining is slower/);
  });
});

describe('The failing leg of a call that does not connect', () => {
  it.each([
    ['beyond us when a relay works', seen(open, working), 'beyond'],
    ['beyond us when one of several works', seen(shut, dead, secured), 'beyond'],
    ['the missing relay', seen(open), 'no-relay'],
    ['the missing relay behind a symmetric router', seen(symmetric), 'no-relay'],
    ['UDP where there is no relay', seen(shut), 'udp'],
    ['the whole network where nothing answers', seen(shut, dead), 'network'],
    ['the relay where only it is silent', seen(open, dead), 'relay'],
    ['the relay that refuses', seen(open, refused, dead), 'relay-refused'],
    ['the missing relay where nobody can be asked', seen(unasked), 'no-relay'],
  ] as const)('is %s', (_, network, leg) => {
    expect(failingLeg(network)).toBe(leg);
  });
});
