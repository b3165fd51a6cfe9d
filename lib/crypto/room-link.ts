import { fail, fromBase64Url, ok, type Result, type RoomId, toBase64Url } from '@/lib/protocol';
import { deriveRoomKeys, type RoomKeys, roomSecretBytes } from './room-keys';

/** A call: its link, its public name, its keys. */
export interface RoomLink {
  /** `https://host/r/<roomId>#<secret>`; the fragment never leaves the browser. */
  url: string;
  roomId: RoomId;
  keys: RoomKeys;
}

export type RoomLinkError = 'link-invalid' | 'link-cut-off' | 'link-mistyped';

/** 16 bytes in base64url. */
const secretLength = 22;

async function roomLinkOf(origin: string, secret: Uint8Array<ArrayBuffer>): Promise<RoomLink> {
  const keys = await deriveRoomKeys(secret);
  return { url: `${origin}/r/${keys.roomId}#${toBase64Url(secret)}`, roomId: keys.roomId, keys };
}

/** Makes up a new call at `origin`. Nothing is registered anywhere: the link is the call (PROTOCOL C1, R1). */
export function createRoomLink(origin: string): Promise<RoomLink> {
  return roomLinkOf(origin, crypto.getRandomValues(new Uint8Array(roomSecretBytes)));
}

/** What stands between the words of an invitation, and in no link. */
const betweenWords = /[\s<>"`“”„«»]+/u;
/** A fragment is looked at this far; a secret and the punctuation behind it are shorter. */
const fragmentLimit = 100;

/**
 * The first address of a room in a text, at `origin` if that is given; else the text as a whole. A title may stand
 * right before a link: a one-line field drops the line break between them.
 */
function findUrl(text: string, origin: string | undefined): URL | null {
  const host = origin && new URL(origin).host;
  for (const word of text.split(betweenWords)) {
    if (!word.includes('/r/')) continue;
    const url = toUrl(word.slice(Math.max(0, word.search(/https?:\/\//i))), origin);
    if (url?.pathname.startsWith('/r/') && (!host || url.host === host)) return url;
  }
  return toUrl(text, origin);
}

/** Reads text as a web address; where there is no scheme, that of `origin` (or https) is meant. */
function toUrl(text: string, origin: string | undefined): URL | null {
  const bare = text.trim();
  const scheme = origin ? new URL(origin).protocol : 'https:';
  const hasScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(bare);
  const address = hasScheme ? bare : `${scheme}//${bare.replace(/^\/\//, '')}`;
  return URL.canParse(address) ? new URL(address) : null;
}

/**
 * Reads a call link as people paste it: words, white space or brackets around it, no scheme, capital letters in the
 * room id, or punctuation behind it are forgiven. Of several the first counts. With `origin`, only links to that host are this app's
 * calls, and the result's `url` is at that origin.
 *
 * - `link-invalid`: not a call link, or one of another host
 * - `link-cut-off`: the secret is missing or too short
 * - `link-mistyped`: the secret has wrong characters, or is not the secret of the room in the path
 */
export async function parseRoomLink(text: string, origin?: string): Promise<Result<RoomLink, RoomLinkError>> {
  const url = findUrl(text, origin);
  if (!url || !/^https?:$/.test(url.protocol)) return fail('link-invalid');
  if (origin && url.host !== new URL(origin).host) return fail('link-invalid');
  const roomId = /^\/r\/([^/]+)\/?$/.exec(url.pathname)?.[1]?.toLowerCase();
  if (!roomId) return fail('link-invalid');

  const secretText = url.hash.slice(1, fragmentLimit).replace(/[^A-Za-z0-9_-]+$/, '');
  if (secretText.length < secretLength) return fail('link-cut-off');
  const secret = secretText.length === secretLength ? fromBase64Url(secretText) : null;
  if (!secret) return fail('link-mistyped');
  const link = await roomLinkOf(origin ? new URL(origin).origin : url.origin, secret);
  return link.roomId === roomId ? ok(link) : fail('link-mistyped');
}
