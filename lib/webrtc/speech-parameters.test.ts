import { describe, expect, it } from 'vitest';
import { withSpeechParameters } from './speech-parameters';

const sdp = (...lines: string[]) => [...lines, ''].join('\r\n');

describe('speech parameters', () => {
  it('asks for error correction and silence in pauses, beside what was asked for', () => {
    expect(
      withSpeechParameters(sdp('a=rtpmap:111 opus/48000/2', 'a=fmtp:111 minptime=10;useinbandfec=1')),
    ).toBe(sdp('a=rtpmap:111 opus/48000/2', 'a=fmtp:111 minptime=10;useinbandfec=1;usedtx=1'));
  });

  it('overrules a description that asks for neither', () => {
    expect(
      withSpeechParameters(sdp('a=rtpmap:96 OPUS/48000/2', 'a=fmtp:96 usedtx=0; stereo=1;useinbandfec=0')),
    ).toBe(sdp('a=rtpmap:96 OPUS/48000/2', 'a=fmtp:96 stereo=1;useinbandfec=1;usedtx=1'));
  });

  it('adds the line where Opus has none', () => {
    expect(withSpeechParameters(sdp('a=rtpmap:109 opus/48000/2', 'a=rtcp-fb:109 transport-cc'))).toBe(
      sdp('a=rtpmap:109 opus/48000/2', 'a=fmtp:109 useinbandfec=1;usedtx=1', 'a=rtcp-fb:109 transport-cc'),
    );
  });

  it('does the same in both sound sections, which a bundle requires (RFC 9143 7.1.3)', () => {
    const section = ['m=audio 9 RTP 111', 'a=rtpmap:111 opus/48000/2', 'a=fmtp:111 minptime=10'];
    const changed = withSpeechParameters(sdp(...section, ...section));
    expect(changed.match(/a=fmtp:111 minptime=10;useinbandfec=1;usedtx=1/g)).toHaveLength(2);
  });

  it('leaves everything else as it was said', () => {
    const others = sdp(
      'v=0',
      'a=fingerprint:sha-256 AA:BB',
      'a=rtpmap:63 red/48000/2',
      'a=fmtp:63 111/111',
      'a=rtpmap:96 VP8/90000',
      'a=fmtp:97 apt=96',
      'a=candidate:1 1 udp 1 192.0.2.1 9 typ host',
    );
    expect(withSpeechParameters(others)).toBe(others);
    expect(withSpeechParameters('')).toBe('');
  });

  it('changes nothing the second time', () => {
    const once = withSpeechParameters(sdp('a=rtpmap:111 opus/48000/2', 'a=fmtp:111 minptime=10'));
    expect(withSpeechParameters(once)).toBe(once);
  });
});
