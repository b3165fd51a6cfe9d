import type { Call } from '@/lib/call/call';
import { CallEngine } from '@/lib/call/call-engine';
import type { RoomLink } from '@/lib/crypto/room-link';
import { claimSeatToken, keepSeatToken, openSessionStorage } from '@/lib/crypto/seat-token';
import { createLocalMedia } from '@/lib/media/local-devices';
import { participantIdOf } from '@/lib/protocol';
import type { Channel } from '@/lib/signaling/channel';
import { type NetworkInformation, watchNetwork } from '@/lib/signaling/network-watch';
import { createSocketChannel } from '@/lib/signaling/socket-channel';
import { systemClock } from '@/lib/store/clock';
import { createConsoleLogger } from '@/lib/store/logger';
import { createFreshConnections, openConnectionFrame } from '@/lib/webrtc/fresh-connections';
import { openLocalStorage } from '../open-local-storage';
import { signalingAddress } from '../signaling-address';
import { followWish } from './follow-wish';
import { leaveWithPage } from './leave-with-page';

const logger = createConsoleLogger('info');
/** Only Chromium needs it, and elsewhere than there its echo cancellation listens to what the page itself plays. */
const platformsWithFrames = ['Linux', 'Windows', 'macOS'];
function usesFrames(): boolean {
  const { userAgentData } = navigator as { userAgentData?: { platform: string } };
  return platformsWithFrames.includes(userAgentData?.platform ?? '');
}
const createFreshConnection = createFreshConnections({
  openFrame: openConnectionFrame,
  setTimeout: (task, delayMs) => setTimeout(task, delayMs),
});

const pageVisibility = {
  isHidden: () => document.visibilityState === 'hidden',
  onVisibilityChange: (listener: () => void) => {
    document.addEventListener('visibilitychange', listener);
    return () => document.removeEventListener('visibilitychange', listener);
  },
};

interface CallWays {
  /** Makes the way into the room: the server's unless told otherwise. */
  createChannel?: () => Channel;
  /** Called once, when the call is disposed of. */
  onDispose?: () => void;
}

/**
 * Builds the call of a link out of the browser's own objects: the one place where the engine meets the platform.
 */
export async function createCall(
  { roomId, keys }: Pick<RoomLink, 'roomId' | 'keys'>,
  {
    createChannel = () => createSocketChannel({ ...signalingAddress(), roomId, logger }),
    onDispose,
  }: CallWays = {},
): Promise<Call> {
  const storage = openSessionStorage();
  const seatToken = claimSeatToken(storage, roomId);
  const [self, certificate] = await Promise.all([
    participantIdOf(roomId, seatToken),
    RTCPeerConnection.generateCertificate({ name: 'ECDSA', namedCurve: 'P-256' } as AlgorithmIdentifier),
  ]);
  if (!self) throw new Error('own seat token is not base64url');
  const page = new AbortController();
  const isRecording = () =>
    call.activities.getSnapshot()?.presence.state.getSnapshot().own.isRecording ?? false;
  const call: CallEngine = new CallEngine({
    keys,
    seatToken,
    self,
    localMedia: createLocalMedia({
      isInCall: () => ['joining', 'in-call'].includes(call.state.getSnapshot().phase),
      clock: systemClock,
      logger,
    }),
    createChannel,
    createPeerConnection: (configuration, { isFresh }) =>
      isFresh && usesFrames() ? createFreshConnection(configuration) : new RTCPeerConnection(configuration),
    certificates: [certificate],
    createStreams: () => ({ person: new MediaStream(), screen: new MediaStream() }),
    storage: openLocalStorage(),
    watchNetwork: (onChange) =>
      watchNetwork(
        { window, connection: (navigator as { connection?: NetworkInformation }).connection },
        onChange,
      ),
    openQuality: async (room) => {
      const { openQuality } = await import('@/lib/call/open-quality');
      return openQuality(room, {
        page: {
          ...pageVisibility,
          // What nobody sees is still recorded.
          isHidden: () => pageVisibility.isHidden() && !isRecording(),
        },
        isScreenOn: () => call.localMedia.state.getSnapshot().screen.status === 'on',
        clock: systemClock,
        logger,
      });
    },
    openActivities: async () => {
      const [{ Activities }, { OpfsVault }] = await Promise.all([
        import('@/lib/room/activities'),
        import('@/lib/files/opfs/opfs-vault'),
      ]);
      return new Activities({
        roomId,
        self,
        tabStorage: storage,
        getDisplayName: () => call.displayName,
        vault: new OpfsVault({ roomId, self }),
        clock: systemClock,
        logger,
      });
    },
    onDispose: () => {
      page.abort();
      onDispose?.();
    },
    clock: systemClock,
    logger,
  });
  const stopKeeping = keepSeatToken(storage, roomId, seatToken);
  page.signal.addEventListener('abort', stopKeeping);
  leaveWithPage(call, page.signal);
  followWish(call, page.signal);
  return call;
}
