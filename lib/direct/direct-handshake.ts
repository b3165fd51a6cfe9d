import { deriveRoomKeys, type RoomKeys, roomSecretBytes } from '@/lib/crypto/room-keys';
import { fail, ok, type Result } from '@/lib/protocol';
import type { Channel } from '@/lib/signaling/channel';
import { createDirectChannel } from './direct-channel';
import { type DirectCodeError, encodeAnswer, encodeOffer, type OfferCode, openAnswer } from './direct-code';
import { DirectRoom } from './direct-room';
import { DirectWire, type DirectWireOptions } from './direct-wire';
import { findCode } from './find-code';
import { createGuestLine } from './guest-line';
import { createHostLine } from './host-line';
import type { RoomLine } from './room-line';

/**
 * Why a pasted code is not the one that is wanted here.
 * - `direct-code-offer`, `direct-code-answer`: the other kind of code
 * - `direct-code-own`: the one that was made here
 * - `direct-code-other-call`: an answer to another offer
 */
export type HandshakeError =
  | DirectCodeError
  | 'direct-code-offer'
  | 'direct-code-answer'
  | 'direct-code-own'
  | 'direct-code-other-call';

/** `direct-no-address`: this device is on no network, or its browser does not let its addresses out. */
export type MadeCode = Result<string, 'direct-no-address' | 'direct-code-damaged'>;

/** Reads a code that is to begin a direct call here. */
export function readOffer(text: string): Result<OfferCode, HandshakeError> {
  const found = findCode(text);
  if (!found.ok) return found;
  return found.value.kind === 'offer' ? ok(found.value) : fail('direct-code-answer');
}

/**
 * One side of a direct call on its way to the other: makes the code to hand over, and then is the call's way to the
 * other side (PROTOCOL D).
 */
export class DirectHandshake {
  readonly keys: RoomKeys;
  readonly #wire: DirectWire;
  readonly #line: RoomLine;
  readonly #makeCode: () => Promise<MadeCode>;
  #code: Promise<MadeCode> | null = null;
  /** The answer that is taken in, or was: a connection takes one. */
  #accepting: Promise<Result<null, HandshakeError>> | null = null;

  private constructor(keys: RoomKeys, wire: DirectWire, line: RoomLine, makeCode: () => Promise<MadeCode>) {
    this.keys = keys;
    this.#wire = wire;
    this.#line = line;
    this.#makeCode = makeCode;
  }

  /** Begins a call: its code is an offer, and `accept` takes the answer. */
  static async begin(options: DirectWireOptions): Promise<DirectHandshake> {
    const secret = crypto.getRandomValues(new Uint8Array(roomSecretBytes));
    const keys = await deriveRoomKeys(secret);
    const wire = new DirectWire(options);
    const line = createHostLine(new DirectRoom(keys), wire, options.logger);
    return new DirectHandshake(keys, wire, line, async () => {
      const endpoint = await wire.offer();
      return endpoint.candidates.length === 0 ? fail('direct-no-address') : ok(encodeOffer(secret, endpoint));
    });
  }

  /** Answers a call: its code is the answer. */
  static async answer({ secret, endpoint }: OfferCode, options: DirectWireOptions): Promise<DirectHandshake> {
    const keys = await deriveRoomKeys(secret);
    const wire = new DirectWire(options);
    const line = createGuestLine(wire, options.logger);
    return new DirectHandshake(keys, wire, line, async () => {
      const own = await wire.answer(endpoint);
      return own.candidates.length === 0 ? fail('direct-no-address') : ok(await encodeAnswer(keys, own));
    });
  }

  /** Whether the two have found each other; `lost` is final. */
  get wire(): DirectWire['state'] {
    return this.#wire.state;
  }

  /**
   * The code to hand over, the same each time; it works while this page is open. Never rejects. Best asked for when
   * the camera or the microphone is allowed: before, browsers keep this device's addresses to themselves (RFC 8828).
   */
  code(): Promise<MadeCode> {
    // What the browser can't use of an offer was damaged before it was written down.
    this.#code ??= this.#makeCode().catch(() => fail('direct-code-damaged'));
    return this.#code;
  }

  /** Takes the answer to our offer, in whatever was pasted around it; asked twice, it takes one and says the same. */
  async accept(text: string): Promise<Result<null, HandshakeError>> {
    const found = findCode(text);
    if (!found.ok) return found;
    if (found.value.kind === 'offer') {
      const own = await this.code();
      const isOwn = own.ok && own.value === encodeOffer(found.value.secret, found.value.endpoint);
      return fail(isOwn ? 'direct-code-own' : 'direct-code-offer');
    }
    const endpoint = await openAnswer(this.keys, found.value);
    if (!endpoint) return fail('direct-code-other-call');
    this.#accepting ??= this.#wire.accept(endpoint).then(
      () => ok(null),
      () => {
        // Well sealed, and yet nothing that the browser can use.
        this.#accepting = null;
        return fail('direct-code-damaged');
      },
    );
    return this.#accepting;
  }

  /** A channel to the other side, for one life of the call. */
  createChannel(): Channel {
    return createDirectChannel(this.#line, this.#wire);
  }

  /** Ends the way to the other side for good. */
  close(): void {
    this.#wire.close();
  }
}
