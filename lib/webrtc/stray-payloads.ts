/**
 * A description without attributes of payload types that their media section does not hold (RFC 8866 section 6.6).
 * Firefox leaves the feedback lines of codecs that `setCodecPreferences` has removed, and Chromium refuses a
 * description with such lines. Everything else stays as it was, byte for byte.
 */
export function withoutStrayPayloads(sdp: string): string {
  let held: ReadonlySet<string> = new Set();
  const lines = sdp.split('\r\n').filter((line) => {
    const [, formats] = /^m=\S+ \S+ \S+ (.*)$/.exec(line) ?? [];
    if (formats !== undefined) held = new Set(formats.split(' '));
    const [, payload] = /^a=(?:rtpmap|fmtp|rtcp-fb):(\d+) /.exec(line) ?? [];
    return payload === undefined || held.has(payload);
  });
  return lines.join('\r\n');
}
