import { isIPv4 } from 'node:net';
import { magicCookie } from './stun-message';

/** A transport address as STUN carries it. */
export interface StunAddress {
  address: string;
  port: number;
}

const families = { ipv4: 1, ipv6: 2 } as const;

function maskOf(transactionId: Buffer): Buffer {
  const mask = Buffer.alloc(16);
  mask.writeUInt32BE(magicCookie);
  transactionId.copy(mask, 4, 0, 12);
  return mask;
}

function ipv6Bytes(address: string): Buffer {
  const groups = (part: string | undefined) => (part ? part.split(':') : []);
  const [left, right] = address.split('::');
  const head = groups(left);
  const tail = groups(right);
  const zeros = Array<string>(8 - head.length - tail.length).fill('0');
  const bytes = Buffer.alloc(16);
  [...head, ...zeros, ...tail].forEach((group, index) => {
    bytes.writeUInt16BE(Number.parseInt(group, 16), index * 2);
  });
  return bytes;
}

/** The value of an XOR-MAPPED-, XOR-PEER- or XOR-RELAYED-ADDRESS (RFC 8489 14.2). */
export function encodeXorAddress({ address, port }: StunAddress, transactionId: Buffer): Buffer {
  const isV4 = isIPv4(address);
  const plain = isV4 ? Buffer.from(address.split('.').map(Number)) : ipv6Bytes(address);
  const mask = maskOf(transactionId);
  const value = Buffer.alloc(4 + plain.length);
  value[1] = isV4 ? families.ipv4 : families.ipv6;
  value.writeUInt16BE(port ^ (magicCookie >>> 16), 2);
  plain.forEach((byte, index) => {
    value[4 + index] = byte ^ (mask[index] ?? 0);
  });
  return value;
}

/** Reads what `encodeXorAddress` writes; `null` for anything else. */
export function decodeXorAddress(value: Buffer | undefined, transactionId: Buffer): StunAddress | null {
  const isV4 = value?.length === 8 && value[1] === families.ipv4;
  const isV6 = value?.length === 20 && value[1] === families.ipv6;
  if (!value || !(isV4 || isV6)) return null;
  const mask = maskOf(transactionId);
  const plain = value.subarray(4).map((byte, index) => byte ^ (mask[index] ?? 0));
  const groups = Array.from({ length: plain.length / 2 }, (_, index) =>
    Buffer.from(plain)
      .readUInt16BE(index * 2)
      .toString(16),
  );
  return {
    address: isV4 ? plain.join('.') : groups.join(':'),
    port: value.readUInt16BE(2) ^ (magicCookie >>> 16),
  };
}
