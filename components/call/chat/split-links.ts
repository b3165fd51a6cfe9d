/** A stretch of a message: plain text, or the address of a page. */
export interface TextPart {
  readonly text: string;
  readonly href: string | null;
}

/** Up to white space, quotes, or signs that turn the direction of writing: what is read is where it leads. */
const address = /(?:https?:\/\/|\bwww\.)[^\s<>"'`“”„‘’«»\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+/giu;
const closings: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

/**
 * Finds the web addresses in a text; only `http:`, `https:` and what begins with `www.` become links. Joined, the
 * parts are the text.
 */
export function splitLinks(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const match of text.matchAll(address)) {
    const isWithinName = /^w/i.test(match[0]) && /[@./-]/.test(text[match.index - 1] ?? '');
    if (isWithinName) continue;
    const found = trimEnd(match[0]);
    const href = toHref(found);
    if (href === null) continue;
    if (match.index > end) parts.push({ text: text.slice(end, match.index), href: null });
    parts.push({ text: found, href });
    end = match.index + found.length;
  }
  if (end < text.length) parts.push({ text: text.slice(end), href: null });
  return parts;
}

/** Punctuation behind an address belongs to the sentence, and so does a bracket that was opened before it. */
function trimEnd(found: string): string {
  const last = found.at(-1) ?? '';
  const opening = closings[last];
  const isOdd = opening !== undefined && found.split(last).length > found.split(opening).length;
  return isOdd || /[.,;:!?…]/u.test(last) ? trimEnd(found.slice(0, -1)) : found;
}

function toHref(text: string): string | null {
  const isBare = /^www\./i.test(text);
  const address = isBare ? `https://${text}` : text;
  if (!URL.canParse(address)) return null;
  const { protocol, hostname, href } = new URL(address);
  if (isBare && !/^www(\.[^.]+){2,}$/.test(hostname)) return null;
  return /^https?:$/.test(protocol) && hostname !== '' ? href : null;
}
