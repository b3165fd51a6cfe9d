/** One media section of a fake description, as far as negotiation cares (RFC 8829 section 5). */
export interface FakeMediaSection {
  kind: 'audio' | 'video';
  mid: string;
  direction: RTCRtpTransceiverDirection;
  /** Ids of the streams that the sender names (RFC 8830). */
  streamIds: readonly string[];
  isRejected: boolean;
}

/** A description's content. `origin` names it: no two descriptions share one. */
export interface FakeSdp {
  origin: string;
  usernameFragment: string;
  fingerprint: string;
  sections: readonly FakeMediaSection[];
  /** Candidate lines of this generation, `candidate:` included. */
  candidates: readonly string[];
  isEndOfCandidates: boolean;
}

/** Writes SDP that is short but true to RFC 8866: every line ends with CRLF, all sections are bundled on the first. */
export function formatSdp(sdp: FakeSdp): string {
  const lines = [
    'v=0',
    `o=- ${sdp.origin} IN IP4 127.0.0.1`,
    's=-',
    't=0 0',
    `a=group:BUNDLE${sdp.sections.map(({ mid }) => ` ${mid}`).join('')}`,
    `a=fingerprint:sha-256 ${sdp.fingerprint}`,
  ];
  sdp.sections.forEach((section, index) => {
    lines.push(
      `m=${section.kind} ${section.isRejected ? 0 : 9} UDP/TLS/RTP/SAVPF 96`,
      `a=mid:${section.mid}`,
      `a=${section.direction}`,
      ...section.streamIds.map((id) => `a=msid:${id}`),
      `a=ice-ufrag:${sdp.usernameFragment}`,
      `a=ice-pwd:${sdp.usernameFragment.padEnd(22, '0')}`,
    );
    if (index === 0) {
      lines.push(...sdp.candidates.map((candidate) => `a=${candidate}`));
      if (sdp.isEndOfCandidates) lines.push('a=end-of-candidates');
    }
  });
  return `${lines.join('\r\n')}\r\n`;
}

const directions: readonly string[] = ['sendrecv', 'sendonly', 'recvonly', 'inactive'];

/** @throws DOMException `OperationError` when the text is not SDP that `formatSdp` could have written. */
export function parseSdp(text: string): FakeSdp {
  const lines = text.split('\r\n');
  const value = (prefix: string) => lines.find((line) => line.startsWith(prefix))?.slice(prefix.length);
  const origin = value('o=- ')?.replace(' IN IP4 127.0.0.1', '');
  if (lines[0] !== 'v=0' || !origin) throw new DOMException('not SDP', 'OperationError');
  const sections: FakeMediaSection[] = [];
  for (const line of lines) {
    const current = sections.at(-1);
    const media = /^m=(audio|video) (\d+) /.exec(line);
    if (media) {
      const kind = media[1] === 'audio' ? 'audio' : 'video';
      sections.push({ kind, mid: '', direction: 'sendrecv', streamIds: [], isRejected: media[2] === '0' });
    } else if (current && line.startsWith('a=mid:')) {
      current.mid = line.slice('a=mid:'.length);
    } else if (current && line.startsWith('a=msid:')) {
      current.streamIds = [...current.streamIds, line.slice('a=msid:'.length)];
    } else if (current && directions.includes(line.slice(2))) {
      current.direction = line.slice(2) as RTCRtpTransceiverDirection;
    }
  }
  const usernameFragment = value('a=ice-ufrag:') ?? '';
  if (sections.length > 0 && !usernameFragment) throw new DOMException('no ice-ufrag', 'OperationError');
  return {
    origin,
    usernameFragment,
    fingerprint: value('a=fingerprint:sha-256 ') ?? '',
    sections,
    candidates: lines.filter((line) => line.startsWith('a=candidate:')).map((line) => line.slice(2)),
    isEndOfCandidates: lines.includes('a=end-of-candidates'),
  };
}
