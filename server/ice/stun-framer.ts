import { StunFailure } from './stun-failure';
import { headerBytes } from './stun-message';

/** More than any answer to what we ask. */
const maxMessageBytes = 4096;

/**
 * Cuts a TCP stream into STUN messages (RFC 8489 6.2.2): takes what arrives, gives back what is complete. Throws
 * `invalid-answer` once the stream cannot be STUN.
 */
export function createStunFramer(): (chunk: Buffer) => Buffer[] {
  let pending: Buffer = Buffer.alloc(0);
  return (chunk) => {
    pending = Buffer.concat([pending, chunk]);
    const messages: Buffer[] = [];
    while (pending.length > 0) {
      if ((pending[0] ?? 0) > 0x3f) throw new StunFailure('invalid-answer');
      if (pending.length < headerBytes) break;
      const bytes = headerBytes + pending.readUInt16BE(2);
      if (bytes > maxMessageBytes) throw new StunFailure('invalid-answer');
      if (pending.length < bytes) break;
      messages.push(pending.subarray(0, bytes));
      pending = pending.subarray(bytes);
    }
    return messages;
  };
}
