import { toBase64Url } from '@/lib/protocol';

function randomText(bytes: number): string {
  return toBase64Url(crypto.getRandomValues(new Uint8Array(bytes)));
}

/** 16 random bytes that own a seat (PROTOCOL R3-R4). */
export function createSeatToken(): string {
  return randomText(16);
}

/** 8 random bytes, new for each life of a call in a page (PROTOCOL C6). */
export function createEpoch(): string {
  return randomText(8);
}
