import { describe, expect, it } from 'vitest';
import { withoutStrayPayloads } from './stray-payloads';

const asLines = (text: string) => text.trim().replaceAll(/\n\s*/g, '\r\n').concat('\r\n');

describe('A description without stray payload types', () => {
  it('says nothing of codecs that its section does not hold', () => {
    const offer = asLines(`
      v=0
      m=video 9 UDP/TLS/RTP/SAVPF 120 124
      a=fmtp:120 max-fs=12288;max-fr=60
      a=fmtp:125 apt=121
      a=rtcp-fb:120 nack pli
      a=rtcp-fb:121 nack pli
      a=rtpmap:120 VP8/90000
      a=rtpmap:121 VP9/90000
      a=rtpmap:124 rtx/90000`);
    expect(withoutStrayPayloads(offer)).toBe(
      asLines(`
      v=0
      m=video 9 UDP/TLS/RTP/SAVPF 120 124
      a=fmtp:120 max-fs=12288;max-fr=60
      a=rtcp-fb:120 nack pli
      a=rtpmap:120 VP8/90000
      a=rtpmap:124 rtx/90000`),
    );
  });

  it('keeps to each section the payload types of its own', () => {
    const offer = asLines(`
      m=audio 9 UDP/TLS/RTP/SAVPF 109
      a=rtcp-fb:120 nack
      m=video 9 UDP/TLS/RTP/SAVPF 120
      a=rtcp-fb:120 nack`);
    expect(withoutStrayPayloads(offer)).toBe(
      asLines(`
      m=audio 9 UDP/TLS/RTP/SAVPF 109
      m=video 9 UDP/TLS/RTP/SAVPF 120
      a=rtcp-fb:120 nack`),
    );
  });

  it('is what it was where nothing strays', () => {
    const offer = asLines(`
      v=0
      a=fingerprint:sha-256 32:15:89
      m=audio 9 UDP/TLS/RTP/SAVPF 109 0
      a=candidate:0 1 UDP 2122187007 192.0.2.2 45990 typ host
      a=rtcp-fb:* transport-cc
      a=fmtp:109 maxplaybackrate=48000;stereo=1
      a=rtpmap:109 opus/48000/2
      m=application 9 UDP/DTLS/SCTP webrtc-datachannel
      a=sctp-port:5000`);
    expect(withoutStrayPayloads(offer)).toBe(offer);
  });
});
