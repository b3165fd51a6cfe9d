import { createRoomLink, parseRoomLink, type RoomLink, type RoomLinkError } from '@/lib/crypto/room-link';
import type { Result } from '@/lib/protocol';

/** The link of a two-sided check, `https://host/check/<roomId>#<secret>`: a call link under another path. */
export async function createPairLink(origin: string): Promise<string> {
  const { url } = await createRoomLink(origin);
  return url.replace('/r/', '/check/');
}

/** Whether an address is that of a two-sided check; it may still be cut off. */
export function isPairLink(pathname: string): boolean {
  return /^\/check\/[^/]/.test(pathname);
}

/** Reads the link of a two-sided check, with the failures of `parseRoomLink`. Its `url` is the link to hand on. */
export async function parsePairLink(url: string, origin: string): Promise<Result<RoomLink, RoomLinkError>> {
  const parsed = await parseRoomLink(url.replace('/check/', '/r/'), origin);
  if (!parsed.ok) return parsed;
  return { ok: true, value: { ...parsed.value, url: parsed.value.url.replace('/r/', '/check/') } };
}
