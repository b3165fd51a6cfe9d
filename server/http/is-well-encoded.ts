/** Whether the path of a request's target can be decoded: each `%` begins an octet, and all are UTF-8 (RFC 3986 2.1, 2.5). */
export function isWellEncoded(url: string): boolean {
  try {
    decodeURIComponent(url.split('?', 1)[0] ?? '');
    return true;
  } catch {
    return false;
  }
}
