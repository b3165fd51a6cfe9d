/** What our Opus encoder shall do: carry a copy of lost speech, and fall silent in pauses (RFC 7587 6.1). */
const wanted: ReadonlyMap<string, string> = new Map([
  ['useinbandfec', '1'],
  ['usedtx', '1'],
]);

/**
 * A remote description that asks us for Opus with forward error correction and discontinuous transmission. What a
 * description says of Opus is what its sender wants to receive, and browsers don't ask for the latter themselves.
 * Everything else stays as it was said, byte for byte: fingerprints above all.
 */
export function withSpeechParameters(sdp: string): string {
  const opus = new Set([...sdp.matchAll(/^a=rtpmap:(\d+) opus\/48000/gim)].map(([, payload]) => payload));
  const described = new Set<string | undefined>();
  const lines = sdp.split('\r\n').map((line) => {
    const [, payload, parameters] = /^a=fmtp:(\d+) (.*)$/.exec(line) ?? [];
    if (parameters === undefined || !opus.has(payload)) return line;
    described.add(payload);
    return `a=fmtp:${payload} ${withWanted(parameters)}`;
  });
  return lines
    .flatMap((line) => {
      const [, payload] = /^a=rtpmap:(\d+) /.exec(line) ?? [];
      const isBare = opus.has(payload) && !described.has(payload);
      return isBare ? [line, `a=fmtp:${payload} ${withWanted('')}`] : [line];
    })
    .join('\r\n');
}

function withWanted(parameters: string): string {
  const kept = parameters
    .split(';')
    .map((parameter) => parameter.trim())
    .filter((parameter) => parameter !== '' && !wanted.has(parameter.split('=')[0] ?? ''));
  return [...kept, ...[...wanted].map(([name, value]) => `${name}=${value}`)].join(';');
}
