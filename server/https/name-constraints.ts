import { isIPv6 } from 'node:net';

/** ASN.1: a tag, the length of what follows, and that. */
function der(tag: number, ...content: Buffer[]): Buffer {
  const value = Buffer.concat(content);
  const length =
    value.length < 128
      ? [value.length]
      : value.length < 256
        ? [0x81, value.length]
        : [0x82, value.length >> 8, value.length & 255];
  return Buffer.concat([Buffer.from([tag, ...length]), value]);
}

function addressBytes(address: string): Buffer {
  if (!isIPv6(address)) return Buffer.from(address.split('.').map(Number));
  const [head = '', tail = ''] = address.split('::');
  const groups = (part: string) => part.split(':').filter((group) => group !== '');
  const zeros = Array<string>(8 - groups(head).length - groups(tail).length).fill('0');
  return Buffer.from(
    [...groups(head), ...zeros, ...groups(tail)].map((group) => group.padStart(4, '0')).join(''),
    'hex',
  );
}

function maskBytes(bytes: number, prefix: number): Buffer {
  return Buffer.from(
    Array.from({ length: bytes }, (_, index) => {
      const bits = Math.min(8, Math.max(0, prefix - index * 8));
      return 256 - 2 ** (8 - bits);
    }),
  );
}

/**
 * The value of a certificate's name constraints (RFC 5280 4.2.1.10): whatever it signs is only good for these domains
 * with their subdomains, and for these blocks of addresses.
 */
export function permitOnly(
  domains: readonly string[],
  blocks: readonly (readonly [address: string, prefix: number])[],
): Buffer {
  const dnsNames = domains.map((domain) => der(0x82, Buffer.from(domain)));
  const addresses = blocks.map(([address, prefix]) => {
    const bytes = addressBytes(address);
    return der(0x87, bytes, maskBytes(bytes.length, prefix));
  });
  const subtrees = [...dnsNames, ...addresses].map((name) => der(0x30, name));
  return der(0x30, der(0xa0, ...subtrees));
}
