import { createSocket } from 'node:dgram';
import { lookup } from 'node:dns/promises';
import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { IceUrl } from './ice-url';
import { StunFailure } from './stun-failure';
import { createStunFramer } from './stun-framer';

/** A way to a STUN server that carries one message at a time. */
export interface StunTransport {
  /** Messages are delivered once and in order: nothing needs to be said twice. */
  readonly isReliable: boolean;
  send(message: Buffer): void;
  /** What is being sent still leaves. */
  close(): void;
}

export interface StunListener {
  onMessage(bytes: Buffer): void;
  /** The transport is of no use any more. */
  onFailure(failure: StunFailure): void;
}

/** The same promise, given up when `signal` aborts: name resolution itself can't be called off. */
function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    promise.then(resolve, reject);
  });
}

async function openDatagrams(
  { host, port }: IceUrl,
  listener: StunListener,
  signal: AbortSignal,
): Promise<StunTransport> {
  const { address, family } = await unlessAborted(lookup(host), signal);
  const socket = createSocket(family === 6 ? 'udp6' : 'udp4');
  let isClosed = false;
  socket.on('message', (bytes) => listener.onMessage(bytes));
  socket.on('error', (error) => listener.onFailure(StunFailure.ofSocketError(error)));
  try {
    await new Promise<void>((resolve, reject) => {
      socket.once('error', reject);
      socket.once('connect', resolve);
      // Connected, so that the kernel drops strangers' datagrams and tells of a closed port. Without a callback, which
      // would be called with an error as well.
      socket.connect(port, address);
    });
  } catch (error) {
    socket.close();
    throw error;
  }
  return {
    isReliable: false,
    // A datagram that cannot be sent is a lost datagram, but for a closed port, which is an error of the socket.
    send: (message) => {
      if (!isClosed)
        socket.send(message, (error) => error && listener.onFailure(StunFailure.ofSocketError(error)));
    },
    close: () => {
      isClosed = true;
      socket.close();
    },
  };
}

async function openStream(
  { host, port, transport }: IceUrl,
  listener: StunListener,
  signal: AbortSignal,
): Promise<StunTransport> {
  const socket: Socket =
    transport === 'tls'
      ? connectTls({ host, port, ...(isIP(host) === 0 && { servername: host }) })
      : connectTcp({ host, port });
  const frame = createStunFramer();
  socket.on('error', (error) => listener.onFailure(StunFailure.ofSocketError(error)));
  socket.on('close', () => listener.onFailure(new StunFailure('unreachable')));
  socket.on('data', (chunk) => {
    try {
      for (const message of frame(chunk)) listener.onMessage(message);
    } catch (error) {
      listener.onFailure(error as StunFailure);
      socket.destroy();
    }
  });
  const destroy = () => socket.destroy();
  signal.addEventListener('abort', destroy, { once: true });
  try {
    await new Promise<void>((resolve, reject) => {
      socket.once(transport === 'tls' ? 'secureConnect' : 'connect', resolve);
      socket.once('error', reject);
      socket.once('close', reject);
    });
  } finally {
    signal.removeEventListener('abort', destroy);
  }
  return {
    isReliable: true,
    send: (message) => {
      if (socket.writable) socket.write(message);
    },
    close: () => socket.destroySoon(),
  };
}

/**
 * Opens the transport that `url` names. Rejects with a `StunFailure`, also when `signal` aborts before it is open;
 * what fails later is told to `listener`.
 */
export async function openStunTransport(
  url: IceUrl,
  listener: StunListener,
  signal: AbortSignal,
): Promise<StunTransport> {
  if (url.transport === 'dtls') throw new StunFailure('no-dtls');
  try {
    return await (url.transport === 'udp'
      ? openDatagrams(url, listener, signal)
      : openStream(url, listener, signal));
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    throw StunFailure.ofSocketError((error ?? {}) as NodeJS.ErrnoException);
  }
}
