import type { CandidatesMessage, DescriptionMessage, Profile } from '@/lib/protocol';

/** Contents and names for the tests of sealing; `n` tells them apart. */
export const ada = 'adaa-aaaa-aaaa-aaaa';
export const bob = 'bobb-bbbb-bbbb-bbbb';
export const eve = 'evee-eeee-eeee-eeee';

export const firstEpoch = 'AAAAAAAAAAE';
export const secondEpoch = 'AAAAAAAAAAI';

const session = 'AAAAAAAAAAA';

export function profile(n: number): Profile {
  return { displayName: `Ada ${n}`, isMicrophoneOn: true, isCameraOn: false, isScreenOn: false };
}

export function description(n: number): DescriptionMessage {
  return {
    toEpoch: firstEpoch,
    session,
    negotiation: 'AAAAAAAAAAA',
    type: 'offer',
    sdp: `v=0\r\ns=${n}\r\n`,
  };
}

export function candidates(n: number): CandidatesMessage {
  const candidate = { candidate: `candidate:${n}`, sdpMid: '0', sdpMLineIndex: 0, usernameFragment: null };
  return { session, candidates: [candidate] };
}
