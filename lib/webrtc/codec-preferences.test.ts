import { describe, expect, it } from 'vitest';
import { codecsToOffer } from './codec-preferences';

const video = [
  { mimeType: 'video/VP8' },
  { mimeType: 'video/rtx' },
  { mimeType: 'video/VP9', sdpFmtpLine: 'profile-id=0' },
  { mimeType: 'video/VP9', sdpFmtpLine: 'profile-id=2' },
  {
    mimeType: 'video/H264',
    sdpFmtpLine: 'level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f',
  },
  {
    mimeType: 'video/H264',
    sdpFmtpLine: 'level-asymmetry-allowed=1;packetization-mode=0;profile-level-id=42e01f',
  },
  { mimeType: 'video/AV1', sdpFmtpLine: 'level-idx=5;profile=0;tier=0' },
  { mimeType: 'video/AV1', sdpFmtpLine: 'level-idx=5;profile=1;tier=0' },
  { mimeType: 'video/ulpfec' },
];

describe('The codecs to offer', () => {
  it('hold one profile of each video codec, and what repairs losses, in the given order', () => {
    const [vp8, rtx, vp9, , h264, , av1, , ulpfec] = video;
    expect(codecsToOffer('video', video)).toEqual([vp8, rtx, vp9, h264, av1, ulpfec]);
  });

  it('hold codecs that name no profile, which is the first', () => {
    const firefox = [
      { mimeType: 'video/VP9', sdpFmtpLine: 'max-fs=12288;max-fr=60' },
      { mimeType: 'video/AV1' },
      { mimeType: 'video/H264', sdpFmtpLine: 'profile-level-id=42e01f;level-asymmetry-allowed=1' },
    ];
    expect(codecsToOffer('video', firefox)).toEqual(firefox.slice(0, 2));
  });

  it('hold opus and its redundancy, and none of the telephone codecs', () => {
    const audio = ['audio/opus', 'audio/red', 'audio/G722', 'audio/PCMU', 'audio/CN'];
    const offered = codecsToOffer(
      'audio',
      audio.map((mimeType) => ({ mimeType })),
    );
    expect(offered.map(({ mimeType }) => mimeType)).toEqual(['audio/opus', 'audio/red']);
  });

  it('are none where the browser names none that is known', () => {
    expect(codecsToOffer('video', [{ mimeType: 'video/H261' }])).toEqual([]);
  });
});
