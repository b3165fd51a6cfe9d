/** Why the server refused a request. */
export const wireErrorCodes = [
  'bad-request',
  'unsupported-version',
  'room-mismatch',
  'room-full',
  'not-watching',
  'not-joined',
  'no-such-participant',
  'participant-away',
  'rate-limited',
  'server-draining',
  'server-interrupted',
  'internal',
] as const;

export type WireErrorCode = (typeof wireErrorCodes)[number];

/** Every acknowledgement on the wire, and every expected failure in the code. */
export type Result<T, Code extends string = WireErrorCode> =
  | { ok: true; value: T }
  | { ok: false; code: Code };

export function ok<T>(value: T): { ok: true; value: T } {
  return { ok: true, value };
}

export function fail<Code extends string>(code: Code): { ok: false; code: Code } {
  return { ok: false, code };
}
