import { createHash } from 'node:crypto';
import { connect as connectTcp } from 'node:net';
import { connect } from 'node:tls';
import { parseIceUrl } from '../../ice/ice-url';
import { StunClient } from '../../ice/stun-client';
import { StunFailure } from '../../ice/stun-failure';
import { TurnAllocation } from '../../ice/turn-allocation';
import type { TurnCredentials } from '../../ice/turn-credentials';
import { TestClient } from '../test-client';
import { makeRoom, makeSeat } from '../wire-data';

const never = new AbortController().signal;

/** The fingerprint of the certificate that coturn presents on port 443; rejects when it is not one to trust. */
export function presentedByTurn(domain: string): Promise<string> {
  const turnDomain = `turn.${domain}`;
  return new Promise<string>((resolve, reject) => {
    const socket = connect({ host: turnDomain, port: 443, servername: turnDomain }, () => {
      resolve(createHash('sha256').update(socket.getPeerCertificate().raw).digest('hex'));
      socket.destroy();
    }).on('error', reject);
  });
}

/** The names in the certificate that `host` presents on port 443 to who asks for `servername`. */
export function secureNameOf(host: string, servername: string): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port: 443, servername }, () => {
      resolve(socket.getPeerCertificate().subjectaltname);
      socket.destroy();
    }).on('error', reject);
  });
}

/** `open`, or the error of a TCP connection. */
export function connectTo(address: string, port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = connectTcp(port, address, () => {
      resolve('open');
      socket.destroy();
    }).on('error', ({ code }: NodeJS.ErrnoException) => resolve(code));
  });
}

/** The URLs and credentials that a participant is given. */
export async function participantsIce(
  domain: string,
): Promise<{ urls: string[]; credentials: TurnCredentials }> {
  const room = await makeRoom();
  const client = await TestClient.connect(`https://${domain}`);
  const watched = await client.watch(room, await makeSeat(room));
  client.close();
  if (!watched.ok) throw new Error(watched.code);
  const servers = watched.value.ice.iceServers;
  const { username = '', credential = '' } = servers.find((server) => server.credential !== undefined) ?? {};
  return { urls: servers.flatMap(({ urls }) => urls), credentials: { username, credential } };
}

/** Allocates over TCP. */
export async function allocate(
  domain: string,
  credentials: TurnCredentials,
): Promise<{ client: StunClient; allocation: TurnAllocation }> {
  const client = await StunClient.open(parseIceUrl(`turn:turn.${domain}:3478?transport=tcp`), never);
  return { client, allocation: await TurnAllocation.allocate(client, credentials, never) };
}

/** `granted`, or why not. */
export const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'granted',
    (error) => (error instanceof StunFailure ? error.code : String(error)),
  );
