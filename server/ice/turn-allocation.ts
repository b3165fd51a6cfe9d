import { createHash } from 'node:crypto';
import { decodeXorAddress, encodeXorAddress, type StunAddress } from './stun-address';
import type { StunClient } from './stun-client';
import { StunFailure } from './stun-failure';
import { type ReceivedStunMessage, stunAttribute, stunMethod } from './stun-message';
import type { TurnCredentials } from './turn-credentials';

type Attributes = readonly (readonly [type: number, value: Buffer])[];
type AttributesOf = (transactionId: Buffer) => Attributes;
/** Resolves with a success; rejects with a `StunFailure` or the reason of `signal`. */
type Ask = (method: number, attributesOf: AttributesOf, signal: AbortSignal) => Promise<ReceivedStunMessage>;

/** Often enough for a nonce that expires at the wrong moment (RFC 8489 9.2.4). */
const maxAttempts = 3;
const udp = Buffer.from([17, 0, 0, 0]);

/** RFC 8489 14.8; 0 when there is none. */
function errorCodeOf({ attributes }: ReceivedStunMessage): number {
  const value = attributes.get(stunAttribute.errorCode);
  return value && value.length >= 4 ? ((value[2] ?? 0) & 7) * 100 + (value[3] ?? 0) : 0;
}

/**
 * A relayed address on a TURN server (RFC 8656), with long-term credentials (RFC 8489 9.2). What is asked rejects with
 * a `StunFailure`, or with the reason of its `signal`.
 */
export class TurnAllocation {
  readonly relayedAddress: StunAddress;
  /** Called with what arrives from peers. */
  onData: ((data: Buffer) => void) | null = null;
  readonly #client: StunClient;
  readonly #ask: Ask;

  private constructor(client: StunClient, ask: Ask, relayedAddress: StunAddress) {
    this.#client = client;
    this.#ask = ask;
    this.relayedAddress = relayedAddress;
    client.onIndication = ({ method, attributes }) => {
      const data = attributes.get(stunAttribute.data);
      if (method === stunMethod.data && data) this.onData?.(data);
    };
  }

  /** Allocates a UDP relay (RFC 8656 7). `client` is the allocation's alone. */
  static async allocate(
    client: StunClient,
    credentials: TurnCredentials,
    signal: AbortSignal,
  ): Promise<TurnAllocation> {
    const ask = createLongTermRequester(client, credentials);
    const answer = await ask(stunMethod.allocate, () => [[stunAttribute.requestedTransport, udp]], signal);
    const relayed = decodeXorAddress(
      answer.attributes.get(stunAttribute.xorRelayedAddress),
      answer.transactionId,
    );
    if (!relayed) throw new StunFailure('invalid-answer');
    return new TurnAllocation(client, ask, relayed);
  }

  /** Lets a peer's address send to this allocation (RFC 8656 9). */
  async permit(peer: StunAddress, signal: AbortSignal): Promise<void> {
    await this.#ask(
      stunMethod.createPermission,
      (id) => [[stunAttribute.xorPeerAddress, encodeXorAddress(peer, id)]],
      signal,
    );
  }

  /** Sends through the relay; may be lost like any datagram (RFC 8656 11). */
  send(peer: StunAddress, data: Buffer): void {
    this.#client.indicate(
      stunMethod.send,
      (id) =>
        new Map([
          [stunAttribute.xorPeerAddress, encodeXorAddress(peer, id)],
          [stunAttribute.data, data],
        ]),
    );
  }

  /** Gives the relayed address back (RFC 8656 8: a lifetime of 0). */
  async release(signal: AbortSignal): Promise<void> {
    await this.#ask(stunMethod.refresh, () => [[stunAttribute.lifetime, Buffer.alloc(4)]], signal);
  }
}

/** Asks with the credentials that the server's first refusal calls for, and again when its nonce has expired. */
function createLongTermRequester(client: StunClient, { username, credential }: TurnCredentials): Ask {
  let challenge: { realm: Buffer; nonce: Buffer; key: Buffer } | null = null;

  return async (method, attributesOf, signal) => {
    for (let attempt = 1; ; attempt++) {
      const current = challenge;
      const authentication: Attributes = current
        ? [
            [stunAttribute.username, Buffer.from(username)],
            [stunAttribute.realm, current.realm],
            [stunAttribute.nonce, current.nonce],
          ]
        : [];
      const answer = await client.request(
        method,
        (id) => new Map([...attributesOf(id), ...authentication]),
        signal,
        current?.key,
      );
      if (answer.class === 'success') return answer;
      const errorCode = errorCodeOf(answer);
      const realm = answer.attributes.get(stunAttribute.realm) ?? current?.realm;
      const nonce = answer.attributes.get(stunAttribute.nonce);
      const isAskedAgain = current === null ? errorCode === 401 : errorCode === 438;
      if (!isAskedAgain || attempt === maxAttempts) throw StunFailure.ofErrorCode(errorCode);
      if (!realm || !nonce) throw new StunFailure('invalid-answer');
      challenge = { realm, nonce, key: longTermKey(username, realm.toString(), credential) };
    }
  };
}

/** RFC 8489 9.2.2, with MD5 as every TURN server and browser uses it. */
export function longTermKey(username: string, realm: string, password: string): Buffer {
  return createHash('md5').update(`${username}:${realm}:${password}`).digest();
}
