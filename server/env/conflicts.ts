import type { Env } from './env';

function turnConflict(env: Env): string | null {
  const hasUrls = env.TURN_URLS.length > 0;
  const hasSecret = env.TURN_SECRET !== null;
  const hasUsername = env.TURN_USERNAME !== null;
  const hasCredential = env.TURN_CREDENTIAL !== null;
  const urls = `TURN_URLS holds "${env.TURN_URLS.join(',')}"`;

  if (hasSecret && (hasUsername || hasCredential)) {
    return `TURN_SECRET is set beside ${hasUsername ? 'TURN_USERNAME' : 'TURN_CREDENTIAL'}, but only one kind is accepted: TURN_SECRET, or TURN_USERNAME with TURN_CREDENTIAL.`;
  }
  if (hasUsername !== hasCredential) {
    const [set, missing] = hasUsername
      ? ['TURN_USERNAME', 'TURN_CREDENTIAL']
      : ['TURN_CREDENTIAL', 'TURN_USERNAME'];
    return `${missing} is empty, but must be set because ${set} is.`;
  }
  if (hasUrls && !hasSecret && !hasUsername) {
    return `${urls}, but needs credentials beside it: TURN_SECRET, or TURN_USERNAME with TURN_CREDENTIAL.`;
  }
  if (!hasUrls && (hasSecret || hasUsername)) {
    return `TURN_URLS is empty, but must hold turn: or turns: URLs because ${hasSecret ? 'TURN_SECRET' : 'TURN_USERNAME'} is set.`;
  }
  return null;
}

function hasRelay(env: Env): boolean {
  if (env.ICE_SERVERS === null) return env.TURN_URLS.length > 0;
  return env.ICE_SERVERS.some(({ urls }) => urls.some((url) => /^turn/i.test(url)));
}

/** The first pair of variables that contradict each other, in one line; `null` when all fit together. */
export function conflictIn(env: Env): string | null {
  // ICE_SERVERS replaces STUN_URLS and TURN_*, so what those hold no longer matters.
  const conflict = env.ICE_SERVERS === null ? turnConflict(env) : null;
  if (conflict !== null) return conflict;
  if (env.METRICS_PORT !== null && env.METRICS_PORT === env.PORT) {
    return `METRICS_PORT holds "${env.METRICS_PORT}", but must be another port than PORT.`;
  }
  if (env.ICE_TRANSPORT_POLICY === 'relay' && !hasRelay(env)) {
    return 'ICE_TRANSPORT_POLICY holds "relay", but must be all unless TURN_URLS or ICE_SERVERS names a TURN server.';
  }
  return null;
}
