/** Whether a candidate's address is IPv6 (RFC 8839 5.1); names of hidden addresses are neither. */
export function isIpv6(address: string): boolean {
  return address.includes(':');
}

/** An IPv6 address that the internet could route to: not link-local (fe80::/10), unique local (fc00::/7) or loopback. */
export function isGlobalIpv6(address: string): boolean {
  return isIpv6(address) && !/^(?:fe[89ab]|f[cd]|::1$)/i.test(address);
}

/** `203.0.113.7` as `203.0.113.x`, `2001:db8:85a3::7` as `2001:db8:x`: enough to recognise a network, not a person. */
function maskAddress(address: string): string {
  if (!isIpv6(address)) return address.replace(/\.\d{1,3}$/, '.x');
  const [first = '', second = ''] = address.split(':');
  return second === '' ? `${first}:x` : `${first}:${second}:x`;
}

/** Not the version of a product, as browsers name theirs: `Chrome/156.0.0.0`. */
const ipv4 = /(?<![\w.]|[a-z]\/)\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}\b/gi;
const ipv6 = /(?<![\w:])(?:[\da-f]{0,4}:){2,7}[\da-f]{0,4}(?![\w:])/gi;
/** A clock's time looks like one, and says nothing of anybody. */
const time = /^\d{1,2}:\d{2}:\d{2}$/;

/** Masks every address in a text. */
export function maskAddresses(text: string): string {
  return text
    .replace(ipv4, maskAddress)
    .replace(ipv6, (found) => (time.test(found) ? found : maskAddress(found)));
}
