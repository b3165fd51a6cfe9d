import { type MockInstance, vi } from 'vitest';
import { createFakeClock } from '@/lib/testing/fake-clock';
import { FakeMediaStream } from '@/lib/testing/fake-media-stream';
import { FakeNetwork } from '@/lib/testing/fake-network';
import { FakePeerConnection } from '@/lib/testing/fake-peer-connection';
import type { MediaSource } from './media-sections';
import type { PeerMessage } from './negotiator';
import { PeerSession, type PeerSessionOptions } from './peer-session';

/** The time and the network that both ends of a connection have. */
export class SideWorld {
  readonly clock = createFakeClock(0);
  readonly network = new FakeNetwork({ clock: this.clock });

  /** As long as a connection takes to come about. */
  aMoment(): Promise<void> {
    return this.clock.advanceAsync(100);
  }
}

/** One end of a connection over fakes, and everything that it said and was told. */
export class Side {
  readonly connection: FakePeerConnection;
  readonly sent: PeerMessage[] = [];
  readonly warn = vi.fn();
  readonly onChange = vi.fn();
  readonly onPictureMessage = vi.fn();
  readonly onReachable = vi.fn();
  readonly restartIce: MockInstance<() => void>;
  readonly session: PeerSession;
  isOnline = true;
  other: Side | null = null;

  constructor(
    { network, clock }: SideWorld,
    role: PeerSessionOptions['role'],
    tracks: Partial<Record<MediaSource, MediaStreamTrack>> = {},
    isWarm = false,
  ) {
    this.connection = new FakePeerConnection(network);
    this.restartIce = vi.spyOn(this.connection, 'restartIce');
    this.session = new PeerSession({
      peerConnection: this.connection.asPeerConnection(),
      role,
      isWarm,
      streams: { person: new FakeMediaStream(), screen: new FakeMediaStream() },
      getLocalTrack: (source) => tracks[source] ?? null,
      send: (message) => {
        this.sent.push(message);
        if (this.isOnline && this.other?.isOnline) this.other.session.receive(message);
      },
      onPictureMessage: this.onPictureMessage,
      onGoodbye: () => undefined,
      onReachable: this.onReachable,
      onChange: this.onChange,
      clock,
      logger: { debug: () => undefined, info: () => undefined, warn: this.warn },
    });
  }

  /** What this side sends in the section of this place. */
  sentTrack(section: number): MediaStreamTrack | null {
    return this.connection.getTransceivers()[section]?.sender.track ?? null;
  }

  cameraEncoding(): RTCRtpEncodingParameters | undefined {
    return this.connection.getTransceivers()[1]?.sender.encodings[0];
  }
}

/** What one says from now on, the other hears. */
export function meet(one: Side, two: Side): void {
  one.other = two;
  two.other = one;
}
