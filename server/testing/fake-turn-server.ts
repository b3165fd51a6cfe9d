import { createSocket, type RemoteInfo } from 'node:dgram';
import { once } from 'node:events';
import { decodeXorAddress, encodeXorAddress } from '../ice/stun-address';
import {
  decodeStunMessage,
  encodeStunMessage,
  type StunMessage,
  stunAttribute,
  stunMethod,
} from '../ice/stun-message';
import { longTermKey } from '../ice/turn-allocation';

export const account = { username: 'ada', credential: 'hush' };
const realm = 'fake.example';
const key = longTermKey(account.username, realm, account.credential);

/** What the server does wrong. */
export interface FakeTurnFaults {
  /** Error codes by method, given to requests with credentials. */
  refusals?: Record<number, number>;
  /** How many times it declares the nonce stale. */
  staleNonces?: number;
  /** Takes Send indications and loses them. */
  losesData?: boolean;
  /** Signs its answers with another key. */
  isForging?: boolean;
  /** Said instead of any answer; empty for silence. */
  nonsense?: Buffer;
}

export interface FakeTurnServer {
  url: string;
  /** Allocations that nobody has given back. */
  readonly openAllocations: number;
  close(): void;
}

/** A TURN server on UDP that relays between its own allocations, and misbehaves as told. */
export async function startFakeTurnServer(faults: FakeTurnFaults = {}): Promise<FakeTurnServer> {
  const socket = createSocket('udp4');
  const clients = new Map<number, RemoteInfo>();
  let staleNonces = faults.staleNonces ?? 0;

  function errorAnswer(request: StunMessage, code: number): StunMessage {
    const value = Buffer.from([0, 0, Math.floor(code / 100), code % 100]);
    const challenge: [number, Buffer][] = [
      [stunAttribute.realm, Buffer.from(realm)],
      [stunAttribute.nonce, Buffer.from(`nonce-${staleNonces}`)],
    ];
    const attributes = new Map([
      [stunAttribute.errorCode, value],
      ...(code === 401 || code === 438 ? challenge : []),
    ]);
    return { ...request, class: 'error', attributes };
  }

  function answer(request: StunMessage, isIntact: boolean, from: RemoteInfo): StunMessage {
    if (!isIntact) return errorAnswer(request, 401);
    if (staleNonces > 0) {
      staleNonces -= 1;
      return errorAnswer(request, 438);
    }
    const refusal = faults.refusals?.[request.method];
    if (refusal !== undefined) return errorAnswer(request, refusal);
    const attributes = new Map<number, Buffer>();
    if (request.method === stunMethod.allocate) {
      clients.set(from.port, from);
      const relayed = encodeXorAddress({ address: '192.0.2.7', port: from.port }, request.transactionId);
      attributes.set(stunAttribute.xorRelayedAddress, relayed);
    }
    if (request.method === stunMethod.refresh) clients.delete(from.port);
    return { ...request, class: 'success', attributes };
  }

  function relayData({ attributes, transactionId }: StunMessage): void {
    const peer = decodeXorAddress(attributes.get(stunAttribute.xorPeerAddress), transactionId);
    const client = clients.get(peer?.port ?? 0);
    const data = attributes.get(stunAttribute.data);
    if (!client || !data || faults.losesData) return;
    const indication: StunMessage = {
      class: 'indication',
      method: stunMethod.data,
      transactionId,
      attributes: new Map([[stunAttribute.data, data]]),
    };
    socket.send(encodeStunMessage(indication), client.port, client.address);
  }

  socket.on('message', (bytes, from) => {
    const message = decodeStunMessage(bytes);
    if (faults.nonsense?.length) socket.send(faults.nonsense, from.port, from.address);
    if (!message || faults.nonsense) return;
    if (message.class === 'indication') {
      relayData(message);
      return;
    }
    const reply = answer(message, message.isIntact(key), from);
    const answerKey = faults.isForging ? Buffer.from('another') : key;
    socket.send(
      encodeStunMessage(reply, reply.class === 'success' ? answerKey : null),
      from.port,
      from.address,
    );
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return {
    url: `turn:127.0.0.1:${socket.address().port}`,
    get openAllocations() {
      return clients.size;
    },
    close: () => socket.close(),
  };
}
