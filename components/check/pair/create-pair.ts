import { openLocalStorage } from '@/components/open-local-storage';
import { signalingAddress } from '@/components/signaling-address';
import { AddressPrivacy } from '@/lib/call/address-privacy';
import { PairRun } from '@/lib/check/pair/pair-run';
import { reachServer } from '@/lib/check/reach-server';
import type { RoomKeys } from '@/lib/crypto/room-keys';
import type { ErrorCode } from '@/lib/errors/error-code';
import { ok, type Result, type RoomId } from '@/lib/protocol';
import { createSocketChannel } from '@/lib/signaling/socket-channel';
import { systemClock } from '@/lib/store/clock';
import { createConsoleLogger } from '@/lib/store/logger';

/** Asks the server for its relays and begins to try every way. */
export async function createPair(keys: RoomKeys, signal: AbortSignal): Promise<Result<PairRun, ErrorCode>> {
  const logger = createConsoleLogger('warn');
  const createChannel = (roomId: RoomId) => createSocketChannel({ ...signalingAddress(), roomId, logger });
  const server = await reachServer({ createChannel, clock: systemClock, signal });
  if (!server.ok) return server;
  const certificate = await RTCPeerConnection.generateCertificate({
    name: 'ECDSA',
    namedCurve: 'P-256',
  } as AlgorithmIdentifier);
  const ports = {
    certificates: [certificate],
    privacy: new AddressPrivacy(openLocalStorage()),
    createChannel: () => createChannel(keys.roomId),
    createPeerConnection: (configuration: RTCConfiguration) => new RTCPeerConnection(configuration),
    createStreams: () => ({ person: new MediaStream(), screen: new MediaStream() }),
    clock: systemClock,
    logger,
  };
  return ok(new PairRun(ports, keys, server.value.ice));
}
