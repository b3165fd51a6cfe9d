import type { RelayAddresses } from './relay-addresses';

/** URLs of ours that everybody tries, and so the allocations for one connection. */
const urlsEach = 3;
/** A path that fell silent has a fresh one beside it. */
const sessionsEach = 2;
/** Bytes a second that one relayed connection may carry: four pictures of the best quality. */
const maxBytesPerS = 1_500_000;
/** Everybody together: half of the ports from 49152 on. */
const totalQuota = 8_000;

/** What of coturn's settings differs from server to server, to be put below deploy/turnserver.conf. */
export function coturnSettings(
  domain: string,
  secret: string,
  { local, external }: RelayAddresses,
  roomCapacity: number,
): string {
  const v4 = local.find((address) => address.includes('.'));
  const userQuota = Math.max(24, (roomCapacity - 1) * urlsEach * sessionsEach);
  const lines = [
    `realm=${domain}`,
    `static-auth-secret=${secret}`,
    // HAProxy and the health check are on this machine.
    ...['127.0.0.1', ...local].map((address) => `listening-ip=${address}`),
    ...local.map((address) => `relay-ip=${address}`),
    ...(external === null || v4 === undefined
      ? []
      : // People who both need the relay meet at its own address, which is a private one.
        [`external-ip=${external}/${v4}`, `allowed-peer-ip=${v4}`]),
    `user-quota=${userQuota}`,
    `total-quota=${totalQuota}`,
    `max-bps=${maxBytesPerS}`,
  ];
  return `${lines.join('\n')}\n`;
}
