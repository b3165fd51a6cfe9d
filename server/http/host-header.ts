const host = /^[\w.-]+(?::\d+)?$|^\[[\da-f:]+\](?::\d+)?$/i;

/** Whether a `Host` header is a name or an address with perhaps a port, and nothing that could mean more elsewhere. */
export function isHost(value: string | undefined): value is string {
  return value !== undefined && host.test(value);
}
