/** Names and addresses by which every device means itself (RFC 6761 6.3, RFC 1122 3.2.1.3, RFC 4291 2.5.3). */
const loopback = /^(?:(?:.+\.)?localhost\.?|127\.\d+\.\d+\.\d+|\[::1\])$/i;

/** Whether a link leads to the device on which it is opened, whichever that is: of no use to anybody else. */
export function leadsHereOnly(link: string): boolean {
  return URL.canParse(link) && loopback.test(new URL(link).hostname);
}
