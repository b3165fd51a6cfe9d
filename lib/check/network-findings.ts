import type { ErrorCode } from '@/lib/errors/error-code';
import { messages } from '@/lib/errors/messages';
import type { Result } from '@/lib/protocol';
import { type Finding, inMs } from './finding';
import type { RelayTransport } from './ice-urls';
import type { LoopbackFacts } from './probe-loopback';
import type { ReflexiveFacts } from './probe-reflexive';
import type { RelayOutcome } from './probe-relay';
import type { ServerFacts } from './reach-server';

/** Slower than this and people start to talk over each other (ITU-T G.114). */
const slowMs = 400;
/** One small picture and a voice. */
const thinKbps = 500;

/** How people know a way to the relay. */
export const relayNames: Record<RelayTransport, string> = {
  udp: 'Relay over UDP',
  tcp: 'Relay over TCP',
  tls: 'Relay over TLS',
};

/** Whether the server that brings people together can be reached, and how. */
export function serverFinding(server: Result<ServerFacts, ErrorCode>): Finding {
  if (!server.ok) {
    const { body, action } = messages[server.code];
    return { state: 'failed', figure: null, words: `${body} ${action}` };
  }
  const { roundTripMs, transport } = server.value;
  const figure = inMs(roundTripMs);
  if (transport !== 'websocket') {
    return {
      state: 'warning',
      figure,
      words:
        'The server answers, but only the slow way (long polling): something on the way, often a proxy or a VPN, blocks WebSockets. Calls work; joining takes longer.',
    };
  }
  const words = 'The server that brings people together answers over a WebSocket.';
  return { state: 'passed', figure, words };
}

/** Whether anything comes back over UDP, which calls prefer. */
export function stunFinding({ hostCount, isAnswered, answerMs, addresses }: ReflexiveFacts): Finding {
  if (hostCount === 0) {
    return {
      state: 'skipped',
      figure: null,
      words: 'This server names no STUN server, so nobody can tell how you look from outside.',
    };
  }
  if (!isAnswered) {
    return {
      state: 'failed',
      figure: null,
      words:
        'No answer over UDP. A firewall or VPN probably blocks it: calls then need a relay over TCP or TLS.',
    };
  }
  return {
    state: 'passed',
    figure: answerMs === null ? null : inMs(answerMs),
    words: 'UDP gets out and back, which is what calls like best.',
    ...(addresses.length > 0 && { privateDetail: addresses.join(', ') }),
  };
}

/** Whether one relay, over one transport, takes us in. */
export function relayFinding(outcome: RelayOutcome): Finding {
  if (outcome.isWorking) {
    return {
      state: 'passed',
      figure: inMs(outcome.allocationMs),
      words: 'The relay gave us an address: calls can go this way.',
    };
  }
  if (outcome.reason === 'refused') {
    return {
      state: 'failed',
      figure: null,
      words: 'The relay answers but turns us away. Whoever runs this server should look at its credentials.',
    };
  }
  return {
    state: 'failed',
    figure: null,
    words: 'No answer. This network blocks this way, or the relay is down.',
  };
}

/** The row in place of relays that are not there; without STUN either, they are missed far more often. */
export function noRelayFinding(hasStun: boolean): Finding {
  const words = hasStun
    ? 'This server has no relay (TURN). Without one, about one call in six between two networks does not connect.'
    : 'This server has neither a relay (TURN) nor STUN. Without both, hardly any call between two networks connects.';
  return { state: 'warning', figure: null, words };
}

const mappingFindings: Record<ReflexiveFacts['mapping'], Finding> = {
  none: {
    state: 'passed',
    figure: 'No translation',
    words: 'Others see the address that your device really has.',
  },
  'endpoint-independent': {
    state: 'passed',
    figure: 'Endpoint-independent',
    words: 'Your router shows the same door to everybody, so direct calls usually work.',
  },
  symmetric: {
    state: 'warning',
    figure: 'Symmetric',
    words: 'Your router shows a different door to everybody, so many calls need a relay.',
  },
  'one-server': {
    state: 'skipped',
    figure: 'Not known',
    words: 'Only one STUN address is known or answered; it takes two to compare how your router shows you.',
  },
  unknown: { state: 'skipped', figure: 'Not known', words: 'Nobody told us how your router shows you.' },
};

/** How the router maps us, in words. */
export function mappingFinding({ mapping }: ReflexiveFacts): Finding {
  return mappingFindings[mapping];
}

/** Whether IPv6 was seen. Calls never need it. */
export function ipv6Finding({ hasIpv6 }: ReflexiveFacts): Finding {
  return hasIpv6
    ? { state: 'passed', figure: 'Yes', words: 'IPv6 is there: often the shortest way between two people.' }
    : { state: 'skipped', figure: 'Not seen', words: 'No IPv6 address was seen. Calls do not need one.' };
}

/** What a call through the relay is like. */
export function loopbackFinding(facts: LoopbackFacts | null): Finding {
  if (!facts) {
    return {
      state: 'failed',
      figure: null,
      words: 'The relay gave us addresses, but passed nothing on between them.',
    };
  }
  const { roundTripMs, throughputKbps } = facts;
  const rate =
    throughputKbps >= 1_000 ? `${(throughputKbps / 1_000).toFixed(1)} Mbit/s` : `${throughputKbps} kbit/s`;
  const figure = `${rate}, ${inMs(roundTripMs)}`;
  if (throughputKbps < thinKbps) {
    return {
      state: 'warning',
      figure,
      words: 'A call to yourself through the relay works, but there is hardly room for pictures.',
    };
  }
  if (roundTripMs > slowMs) {
    return {
      state: 'warning',
      figure,
      words:
        'A call to yourself through the relay works, but the way is long: people may talk over each other.',
    };
  }
  return {
    state: 'passed',
    figure,
    words: 'A call to yourself through the relay works, with room for pictures.',
  };
}

/** In place of a call through a relay that is not there. */
export const noLoopbackFinding: Finding = {
  state: 'skipped',
  figure: null,
  words: 'There is no working relay to call through.',
};
