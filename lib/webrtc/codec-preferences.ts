type Codec = Pick<RTCRtpCodec, 'mimeType' | 'sdpFmtpLine'>;

/**
 * One profile of each video codec that browsers share, and what repairs losses; speech and its redundancy. A profile
 * that is not said is number 0 (RFC 9628 section 7, AV1 RTP 7.2.1).
 */
const wanted: Record<'audio' | 'video', readonly ((codec: Codec) => boolean)[]> = {
  audio: [is('audio/opus'), is('audio/red')],
  video: [
    is('video/VP8'),
    is('video/VP9', /profile-id=0|^(?!.*profile-id=)/),
    is('video/H264', /(?=.*packetization-mode=1)(?=.*profile-level-id=42e01f)/),
    is('video/AV1', /profile=0|^(?!.*profile=)/),
    is('video/rtx'),
    is('video/red'),
    is('video/ulpfec'),
  ],
};

function is(mimeType: string, parameters?: RegExp): (codec: Codec) => boolean {
  return (codec) =>
    codec.mimeType.toLowerCase() === mimeType.toLowerCase() &&
    (!parameters || parameters.test(codec.sdpFmtpLine ?? ''));
}

/**
 * The codecs worth offering, in the browser's own order. Browsers list every profile they know: a description with
 * those is a third longer, and takes longer to read at both ends, on the way to the first picture.
 */
export function codecsToOffer<C extends Codec>(kind: 'audio' | 'video', codecs: readonly C[]): C[] {
  return codecs.filter((codec) => wanted[kind].some((isWanted) => isWanted(codec)));
}
