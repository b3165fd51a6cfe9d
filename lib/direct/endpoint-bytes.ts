import type { ByteReader } from './byte-reader';
import type { ByteWriter } from './byte-writer';
import { candidatesMax, type Endpoint, type EndpointCandidate, fingerprintBytes } from './endpoint';
import { formatIpAddress, parseIpv4, parseIpv6 } from './ip-address';

/** The characters of ICE credentials (RFC 8839 5.4, `ice-char`): each carries six bits. */
const iceAlphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const candidateTypes = ['host', 'srflx', 'relay'] as const;
const addressKinds = ['ipv4', 'ipv6', 'mdns'] as const;
const mdnsName = /^([\da-f]{8})-([\da-f]{4})-([\da-f]{4})-([\da-f]{4})-([\da-f]{12})\.local$/i;

/** ICE credentials as long as RFC 8839 5.4 wants them, and no longer than browsers make them. */
const usernameFragmentLengths = { min: 4, max: 32 };
const passwordLengths = { min: 22, max: 64 };

/** Writes an end in as few bytes as it takes: some 90 with two addresses (PROTOCOL D3). */
export function writeEndpoint(writer: ByteWriter, endpoint: Endpoint): void {
  writeIceText(writer, endpoint.usernameFragment);
  writeIceText(writer, endpoint.password);
  writer.bytes(endpoint.fingerprint);
  const written = endpoint.candidates.flatMap((candidate) => {
    const address = toAddressBytes(candidate.address);
    return address ? [{ candidate, ...address }] : [];
  });
  const kept = written.slice(0, candidatesMax);
  writer.byte(kept.length);
  for (const { candidate, kind, bytes } of kept) {
    const tag = (candidateTypes.indexOf(candidate.type) << 4) | addressKinds.indexOf(kind);
    writer.byte(tag).bytes(bytes).uint16(candidate.port);
  }
}

/** The end that stands there; `null` when none does. Never throws. */
export function readEndpoint(reader: ByteReader): Endpoint | null {
  const usernameFragment = readIceText(reader, usernameFragmentLengths);
  const password = readIceText(reader, passwordLengths);
  const fingerprint = reader.bytes(fingerprintBytes);
  const count = reader.byte();
  if (usernameFragment === null || password === null || count > candidatesMax) return null;
  const candidates = Array.from({ length: count }, () => readCandidate(reader));
  if (reader.isCutOff || candidates.includes(null)) return null;
  return {
    usernameFragment,
    password,
    fingerprint,
    candidates: candidates.filter((candidate) => candidate !== null),
  };
}

function readCandidate(reader: ByteReader): EndpointCandidate | null {
  const tag = reader.byte();
  const type = candidateTypes[tag >> 4];
  const kind = addressKinds[tag & 0xf];
  if (!type || !kind) return null;
  const bytes = [...reader.bytes(kind === 'ipv4' ? 4 : 16)];
  return {
    type,
    address: kind === 'mdns' ? formatMdns(bytes) : formatIpAddress(bytes),
    port: reader.uint16(),
  };
}

function toAddressBytes(address: string): { kind: (typeof addressKinds)[number]; bytes: number[] } | null {
  const ipv4 = parseIpv4(address);
  if (ipv4) return { kind: 'ipv4', bytes: ipv4 };
  const ipv6 = parseIpv6(address);
  if (ipv6) return { kind: 'ipv6', bytes: ipv6 };
  const [, ...groups] = mdnsName.exec(address) ?? [];
  const bytes = groups.join('').match(/../g);
  return bytes && { kind: 'mdns', bytes: bytes.map((byte) => Number.parseInt(byte, 16)) };
}

/** Browsers' stand-ins for addresses are UUIDs (draft-ietf-mmusic-mdns-ice-candidates 3.1). */
function formatMdns(bytes: readonly number[]): string {
  const hex = bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const groups = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)];
  return `${groups.join('-')}.local`;
}

/** Its length, then six bits for each character. */
function writeIceText(writer: ByteWriter, text: string): void {
  const bits = [...text]
    .map((character) => iceAlphabet.indexOf(character).toString(2).padStart(6, '0'))
    .join('');
  const bytes = bits.match(/.{1,8}/g) ?? [];
  writer.byte(text.length).bytes(bytes.map((byte) => Number.parseInt(byte.padEnd(8, '0'), 2)));
}

function readIceText(reader: ByteReader, { min, max }: { min: number; max: number }): string | null {
  const length = reader.byte();
  if (length < min || length > max) return null;
  const bytes = reader.bytes(Math.ceil((length * 6) / 8));
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return Array.from({ length }, (_, index) => {
    const value = Number.parseInt(bits.slice(6 * index, 6 * index + 6), 2);
    return iceAlphabet[value] ?? 'A';
  }).join('');
}
