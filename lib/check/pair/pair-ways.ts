import { deriveBytes } from '@/lib/crypto/hkdf';
import { deriveRoomKeys, type RoomKeys, roomSecretBytes } from '@/lib/crypto/room-keys';
import type { IceConfig } from '@/lib/protocol';
import { hostOf, type RelayTransport, relaysOf } from '../ice-urls';

/** One way between two people. `id` is the same on both sides: `direct`, or the relay's URL. */
export interface PairWay {
  id: string;
  transport: RelayTransport | null;
  /** Names the relay where there are several. */
  host: string | null;
  ice: IceConfig;
}

/** More relays than this tell nothing new. */
const relaysTried = 6;

/** Every way that this server's configuration offers, each with a configuration that allows it alone. */
export function pairWays(ice: IceConfig): PairWay[] {
  const relays = relaysOf(ice.iceServers).slice(0, relaysTried);
  const hasSeveralHosts = new Set(relays.map(({ url }) => hostOf(url))).size > 1;
  const ways = relays.map(({ url, transport, server: { username, credential } }): PairWay => {
    const account = {
      ...(username !== undefined && { username }),
      ...(credential !== undefined && { credential }),
    };
    return {
      id: url,
      transport,
      host: hasSeveralHosts ? hostOf(url) : null,
      ice: { iceServers: [{ urls: url, ...account }], iceTransportPolicy: 'relay', ttlS: null },
    };
  });
  // Where the server hides addresses from peers, nobody is to learn them from a check either.
  if (ice.iceTransportPolicy === 'relay') return ways;
  const stun = ice.iceServers
    .map(({ urls }) => ({ urls: [urls].flat().filter((url) => /^stuns?:/i.test(url)) }))
    .filter(({ urls }) => urls.length > 0);
  const direct = { iceServers: stun, iceTransportPolicy: 'all', ttlS: null } as const;
  return [{ id: 'direct', transport: null, host: null, ice: direct }, ...ways];
}

/** The keys of the room in which one way is tried (PROTOCOL K1). */
export async function wayKeys({ signalKey }: RoomKeys, { id }: PairWay): Promise<RoomKeys> {
  const bytes = await deriveBytes(signalKey, `check/${id}`);
  return deriveRoomKeys(bytes.slice(0, roomSecretBytes));
}
