import { is } from 'valibot';
import { type RoomId, seatTokenSchema, toBase64Url } from '@/lib/protocol';
import type { Unsubscribe } from '@/lib/store/store';

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

const keyOf = (roomId: RoomId) => `parley.seat.${roomId}`;

/** Runs a step that a browser may forbid (storage blocked or full); then nothing is kept and nothing breaks. */
function attempt<T>(step: () => T): T | null {
  try {
    return step();
  } catch {
    return null;
  }
}

/** This tab's storage, or `null` where the browser forbids it. */
export function openSessionStorage(): Storage | null {
  return attempt(() => globalThis.sessionStorage);
}

/**
 * Takes this tab's seat token for a room out of storage, or makes up a new one (PROTOCOL R3-R4). While the page
 * lives the token is in memory only: a duplicated tab, which copies the storage, becomes somebody new.
 */
export function claimSeatToken(storage: Storage | null, roomId: RoomId): string {
  const token = attempt(() => storage?.getItem(keyOf(roomId)));
  attempt(() => storage?.removeItem(keyOf(roomId)));
  return is(seatTokenSchema, token) ? token : createSeatToken();
}

/**
 * Puts the token back when the page goes (`pagehide`), so that a reload finds its seat again, and takes it out when
 * the page returns from the back/forward cache. Returns what stops this.
 */
export function keepSeatToken(
  storage: Storage | null,
  roomId: RoomId,
  token: string,
  page: EventTarget = globalThis,
): Unsubscribe {
  const putBack = () => attempt(() => storage?.setItem(keyOf(roomId), token));
  const takeOut = () => attempt(() => storage?.removeItem(keyOf(roomId)));
  page.addEventListener('pagehide', putBack);
  page.addEventListener('pageshow', takeOut);
  return () => {
    page.removeEventListener('pagehide', putBack);
    page.removeEventListener('pageshow', takeOut);
  };
}
