import { limits } from '@/lib/protocol';

/** Somebody who has not taken in `bytes` of what was sent to them. `address`: whom they count for, if anybody. */
export interface Backlog {
  readonly address: string | null;
  readonly bytes: number;
}

/** Most bytes that wait for one connection: any answer fits several times. */
export const connectionBacklogBytes = 4 * limits.packetBytes;
/** Most bytes that wait for all connections of one address. */
export const addressBacklogBytes = 32 * connectionBacklogBytes;

/**
 * Those who are to be cut off (S7): whoever lets more wait than one connection may, and of an address that still lets
 * more wait than it may, the fullest ones until that is mended.
 */
export function chooseSlowReaders<T extends Backlog>(backlogs: readonly T[]): T[] {
  const slow = backlogs.filter(({ bytes }) => bytes > connectionBacklogBytes);
  const waiting = new Map<string, T[]>();
  for (const backlog of backlogs) {
    const { address, bytes } = backlog;
    if (address === null || bytes > connectionBacklogBytes) continue;
    const others = waiting.get(address);
    if (others === undefined) waiting.set(address, [backlog]);
    else others.push(backlog);
  }
  for (const ofAddress of waiting.values()) {
    let bytes = ofAddress.reduce((sum, backlog) => sum + backlog.bytes, 0);
    if (bytes <= addressBacklogBytes) continue;
    for (const backlog of ofAddress.sort((a, b) => b.bytes - a.bytes)) {
      if (bytes <= addressBacklogBytes) break;
      slow.push(backlog);
      bytes -= backlog.bytes;
    }
  }
  return slow;
}
