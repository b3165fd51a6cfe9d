import { type SafetyEmoji, safetyEmoji } from './safety-emoji';

const signs = 6;
/** Fingerprints live as long as a connection, so slowness here is what a search for a matching pair runs into. */
const iterations = 200_000;

/**
 * The DTLS certificate fingerprints of a description (RFC 8122), `null` when it has none. One as a rule; where the
 * sections of a description differ, all of them in a fixed order, so that an added one changes the safety code.
 */
export function fingerprintOf(sdp: string): string | null {
  const found = [...sdp.matchAll(/^a=fingerprint:(\S+) +([0-9A-Fa-f:]+)\s*$/gm)];
  const distinct = new Set(
    found.map(([, hash, digest]) => `${hash?.toLowerCase()} ${digest?.toUpperCase()}`),
  );
  return distinct.size > 0 ? [...distinct].sort().join(',') : null;
}

/**
 * Six signs over the fingerprints of both ends, the same at both, whoever computes them. Two people who see the
 * same signs have nobody between them. Takes some 100 ms off the main thread.
 */
export async function safetyCode(fingerprintA: string, fingerprintB: string): Promise<SafetyEmoji[]> {
  const encoder = new TextEncoder();
  const pair = encoder.encode([fingerprintA, fingerprintB].sort().join('|'));
  const salt = encoder.encode('parley/v1/safety-code');
  const key = await crypto.subtle.importKey('raw', pair, 'PBKDF2', false, ['deriveBits']);
  const params = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations };
  const bytes = new Uint8Array(await crypto.subtle.deriveBits(params, key, signs * 8));
  return Array.from(bytes, (byte) => safetyEmoji[byte & 63]).filter((sign) => sign !== undefined);
}
