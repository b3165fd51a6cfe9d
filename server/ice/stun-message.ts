import { createHmac, timingSafeEqual } from 'node:crypto';
import { crc32 } from 'node:zlib';

/** RFC 8489 18.2 and RFC 8656 17. */
export const stunMethod = {
  binding: 0x001,
  allocate: 0x003,
  refresh: 0x004,
  send: 0x006,
  data: 0x007,
  createPermission: 0x008,
} as const;

/** RFC 8489 18.3 and RFC 8656 18. */
export const stunAttribute = {
  username: 0x0006,
  messageIntegrity: 0x0008,
  errorCode: 0x0009,
  lifetime: 0x000d,
  xorPeerAddress: 0x0012,
  data: 0x0013,
  realm: 0x0014,
  nonce: 0x0015,
  xorRelayedAddress: 0x0016,
  requestedTransport: 0x0019,
  xorMappedAddress: 0x0020,
  fingerprint: 0x8028,
} as const;

const classes = ['request', 'indication', 'success', 'error'] as const;

/** A STUN message (RFC 8489 5). Of attributes that come twice only the first counts (RFC 8489 14). */
export interface StunMessage {
  class: (typeof classes)[number];
  method: number;
  /** 12 bytes. */
  transactionId: Buffer;
  attributes: ReadonlyMap<number, Buffer>;
}

/** A message from the wire; whoever knows the key can tell whether it is intact. */
export interface ReceivedStunMessage extends StunMessage {
  /** `true` when it carries a MESSAGE-INTEGRITY made with `key` (RFC 8489 14.5). */
  isIntact(key: Buffer): boolean;
}

export const headerBytes = 20;
export const magicCookie = 0x2112a442;
const fingerprintMask = 0x5354554e;
const macBytes = 20;

function typeOf({ class: name, method }: StunMessage): number {
  const bits = classes.indexOf(name);
  return (
    ((method & 0xf80) << 2) |
    ((method & 0x070) << 1) |
    (method & 0x00f) |
    ((bits & 2) << 7) |
    ((bits & 1) << 4)
  );
}

function attributeOf(type: number, value: Buffer): Buffer {
  const padded = Buffer.alloc(4 + Math.ceil(value.length / 4) * 4);
  padded.writeUInt16BE(type, 0);
  padded.writeUInt16BE(value.length, 2);
  value.copy(padded, 4);
  return padded;
}

/** `message` with a length in its header that counts `moreBytes` beyond its end, as both checksums want it. */
function withLength(message: Buffer, moreBytes: number): Buffer {
  const copy = Buffer.from(message);
  copy.writeUInt16BE(message.length - headerBytes + moreBytes, 2);
  return copy;
}

const macOf = (covered: Buffer, key: Buffer) =>
  createHmac('sha1', key)
    .update(withLength(covered, 4 + macBytes))
    .digest();
const fingerprintOf = (covered: Buffer) => (crc32(withLength(covered, 8)) ^ fingerprintMask) >>> 0;

/** The bytes of a message, with MESSAGE-INTEGRITY when there is a `key`, and always with FINGERPRINT. */
export function encodeStunMessage(message: StunMessage, key: Buffer | null = null): Buffer {
  const header = Buffer.alloc(headerBytes);
  header.writeUInt16BE(typeOf(message), 0);
  header.writeUInt32BE(magicCookie, 4);
  message.transactionId.copy(header, 8, 0, 12);
  let bytes = Buffer.concat([
    header,
    ...[...message.attributes].map(([type, value]) => attributeOf(type, value)),
  ]);
  if (key !== null) {
    bytes = Buffer.concat([bytes, attributeOf(stunAttribute.messageIntegrity, macOf(bytes, key))]);
  }
  const fingerprint = Buffer.alloc(4);
  fingerprint.writeUInt32BE(fingerprintOf(bytes));
  return withLength(Buffer.concat([bytes, attributeOf(stunAttribute.fingerprint, fingerprint)]), 0);
}

/** Reads exactly one message; `null` when the bytes are none, are cut off, or contradict their FINGERPRINT. */
export function decodeStunMessage(bytes: Buffer): ReceivedStunMessage | null {
  if (bytes.length < headerBytes || bytes.readUInt32BE(4) !== magicCookie) return null;
  const type = bytes.readUInt16BE(0);
  const length = bytes.readUInt16BE(2);
  if (type > 0x3fff || length % 4 !== 0 || length + headerBytes !== bytes.length) return null;

  const attributes = new Map<number, Buffer>();
  let integrity: { covered: Buffer; mac: Buffer } | null = null;
  for (let offset = headerBytes; offset < bytes.length; ) {
    const attribute = bytes.readUInt16BE(offset);
    const start = offset + 4;
    const end = start + bytes.readUInt16BE(offset + 2);
    if (end > bytes.length) return null;
    const value = bytes.subarray(start, end);
    if (attribute === stunAttribute.fingerprint) {
      if (value.length !== 4 || value.readUInt32BE() !== fingerprintOf(bytes.subarray(0, offset)))
        return null;
    } else if (integrity !== null) {
      // RFC 8489 14.5: what follows MESSAGE-INTEGRITY is vouched for by nobody.
    } else if (attribute === stunAttribute.messageIntegrity) {
      integrity = { covered: bytes.subarray(0, offset), mac: value };
    } else if (!attributes.has(attribute)) {
      attributes.set(attribute, value);
    }
    offset = start + Math.ceil(value.length / 4) * 4;
  }

  const bits = ((type >> 7) & 2) | ((type >> 4) & 1);
  return {
    class: classes[bits] ?? 'request',
    method: ((type & 0x3e00) >> 2) | ((type & 0x00e0) >> 1) | (type & 0x000f),
    transactionId: bytes.subarray(8, headerBytes),
    attributes,
    isIntact: (key) =>
      integrity !== null &&
      integrity.mac.length === macBytes &&
      timingSafeEqual(integrity.mac, macOf(integrity.covered, key)),
  };
}
