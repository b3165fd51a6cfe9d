import { createSealer, type Sealer } from '@/lib/crypto/sealer';
import { createEpoch } from '@/lib/crypto/seat-token';
import {
  type DescriptionMessage,
  type Envelope,
  type ParticipantId,
  type Profile,
  participantIdOf,
  protocolVersion,
  toBase64Url,
} from '@/lib/protocol';
import type { EngineWorld } from './engine-world';
import type { FakeChannel } from './fake-channel';
import { FakeServerLink } from './fake-server-link';

/** Somebody who has the link and means harm: seals whatever they like, as themselves. */
export class HostileMember {
  readonly epoch = createEpoch();
  readonly sealer: Sealer;
  readonly #world: EngineWorld;
  readonly #channel: FakeChannel;
  readonly #seatToken: string;

  private constructor(
    world: EngineWorld,
    seatToken: string,
    readonly self: ParticipantId,
  ) {
    this.#world = world;
    this.#seatToken = seatToken;
    this.#channel = world.server.connect(new FakeServerLink(), world.clock);
    this.sealer = createSealer({ ...world.keys, participantId: self, epoch: this.epoch });
  }

  static async create(world: EngineWorld): Promise<HostileMember> {
    const seatToken = toBase64Url(new Uint8Array(16).fill(0xee));
    const self = await participantIdOf(world.keys.roomId, seatToken);
    if (!self) throw new Error('not a seat token');
    return new HostileMember(world, seatToken, self);
  }

  /** Takes a seat as anybody does, with any profile and any offers. */
  async join(profile: Partial<Profile>, offers: Record<ParticipantId, Envelope> = {}): Promise<void> {
    const { keys } = this.#world;
    this.#channel.connect();
    await this.#world.until('the hostile one is connected', () => this.#channel.state === 'online');
    const { roomId, admission } = keys;
    const hello = { protocolVersion, roomId, admission, seatToken: this.#seatToken, epoch: this.epoch };
    const devices = { isMicrophoneOn: true, isCameraOn: true, isScreenOn: false };
    const sealed = await this.sealer.seal('profile', '*', { displayName: 'Mallory', ...devices, ...profile });
    void this.#channel.request('room:watch', hello);
    void this.#channel.request('room:join', { profile: sealed, offers });
    await this.#world.advance(500);
  }

  /** Says anything to one of the others, well sealed. */
  async describe(to: ParticipantId, description: DescriptionMessage): Promise<void> {
    const envelope = await this.sealer.seal('description', to, description);
    void this.#channel.request('signal:send', { to, envelope });
    await this.#world.advance(200);
  }

  async signal(to: ParticipantId, envelope: Envelope): Promise<void> {
    void this.#channel.request('signal:send', { to, envelope });
    await this.#world.advance(200);
  }
}
