import { type ParticipantId, parseRoomMessage, type RoomMessage, type RoomMessageKind } from '@/lib/protocol';
import type { Clock } from '@/lib/store/clock';
import { createEmitter } from '@/lib/store/emitter';
import type { Logger } from '@/lib/store/logger';
import { createStore, type ReadonlyStore, type Unsubscribe } from '@/lib/store/store';
import { MessageMeter } from '@/lib/webrtc/message-meter';
import type { RoomLink, RoomPath, WatchLinks } from './room-link';

/** The channel of a peer connection that carries what people do besides talking (PROTOCOL M1). */
const roomChannelId = 2;
/** As many messages are heard from one path within each span (PROTOCOL M3). */
const heardPerSpan = 200;
const spanMs = 5_000;

export type ContentOf<K extends RoomMessageKind> = Extract<RoomMessage, { kind: K }>['content'];

interface Path {
  readonly link: RoomLink;
  readonly channel: RTCDataChannel;
  readonly meter: MessageMeter;
  /** The other side hears what we say on it. */
  isHeard: boolean;
  /** What arrived before our own end said that it is open, as happens: nothing could be answered yet. */
  early: unknown[] | null;
}

interface WireEvents {
  /**
   * A path to somebody works from now on, perhaps beside another. What was said on an earlier one may have been lost:
   * say again what they should know.
   */
  linked: ParticipantId;
  /** No path to somebody is left. The next one may lead to another life of theirs. */
  gone: ParticipantId;
}

/** A link that was found, before anything is said on it: whoever needs a channel of its own opens it now. */
interface PathEvents {
  path: RoomPath;
}

/**
 * Carries room messages between us and everybody there is a link to. Links come and go under it: messages may be lost
 * or doubled where one ends, so whatever uses the wire tells the whole state at `linked`, and takes it idempotently.
 */
export class RoomWire {
  readonly #reachable = createStore<ReadonlySet<ParticipantId>>(new Set());
  readonly #events = createEmitter<WireEvents>();
  readonly #found = createEmitter<PathEvents>();
  readonly #messages =
    createEmitter<{ [K in RoomMessageKind]: { from: ParticipantId; content: ContentOf<K> } }>();
  readonly #paths = new Set<Path>();
  readonly #clock: Clock;
  readonly #logger: Logger;
  #unwatch: Unsubscribe | null = null;

  constructor({ clock, logger }: { clock: Clock; logger: Logger }) {
    this.#clock = clock;
    this.#logger = logger;
  }

  /** Whom messages reach. */
  get reachable(): ReadonlyStore<ReadonlySet<ParticipantId>> {
    return this.#reachable;
  }

  /** A life in a room begins: speaks over its links. */
  enter(watchLinks: WatchLinks): void {
    this.exit();
    this.#unwatch = watchLinks((link) => this.#add(link));
  }

  /** That life is over, and with it every path. */
  exit(): void {
    this.#unwatch?.();
    this.#unwatch = null;
    for (const path of [...this.#paths]) this.#remove(path);
  }

  on<E extends keyof WireEvents>(event: E, listener: (participantId: WireEvents[E]) => void): Unsubscribe {
    return this.#events.on(event, listener);
  }

  /**
   * Calls for every path as it is found, before the other side hears of it: a channel that is opened in the call is
   * there once the path `isHeard` at either end (PROTOCOL M2).
   */
  onPath(listener: (path: RoomPath) => void): Unsubscribe {
    return this.#found.on('path', listener);
  }

  onMessage<K extends RoomMessageKind>(
    kind: K,
    listener: (message: { from: ParticipantId; content: ContentOf<K> }) => void,
  ): Unsubscribe {
    return this.#messages.on(kind, listener);
  }

  /** Whether the message is on its way. It may still be lost when the path ends; `linked` follows then. */
  send(to: ParticipantId, message: RoomMessage): boolean {
    const paths = [...this.#paths].filter((path) => path.link.participantId === to && isOpen(path));
    // An older one beside the newest is about to end, and whatever is lost with it would not be said again.
    const path = paths.findLast(({ link }) => !link.isSilent()) ?? paths.at(-1);
    path?.channel.send(JSON.stringify(message));
    return path !== undefined;
  }

  /** Says it to everybody who can be reached. */
  broadcast(message: RoomMessage): void {
    for (const participantId of this.#reachable.getSnapshot()) this.send(participantId, message);
  }

  #add(link: RoomLink): void {
    const channel = link.openChannel('room', roomChannelId, () => this.#remove(path));
    if (!channel) return;
    const meter = new MessageMeter({ perSpan: heardPerSpan, spanMs, clock: this.#clock });
    const path: Path = { link, channel, meter, isHeard: false, early: [] };
    this.#paths.add(path);
    this.#found.emit('path', { link, isHeard: () => path.isHeard });
    channel.onmessage = ({ data }) => {
      if (path.early && path.early.length < heardPerSpan) path.early.push(data);
      else if (!path.early) this.#hear(path, data);
    };
    channel.onopen = () => this.#open(path);
    if (channel.readyState === 'open') this.#open(path);
  }

  #open(path: Path): void {
    this.#greet(path, { isAnswer: false });
    const { early } = path;
    path.early = null;
    for (const data of early ?? []) this.#hear(path, data);
  }

  #remove(path: Path): void {
    if (!this.#paths.delete(path)) return;
    path.channel.onmessage = null;
    path.channel.onopen = null;
    const { participantId } = path.link;
    this.#look();
    const isGone = ![...this.#paths].some(({ link }) => link.participantId === participantId);
    if (isGone) this.#events.emit('gone', participantId);
  }

  #hear(path: Path, data: unknown): void {
    const verdict = path.meter.count();
    if (verdict === 'first-beyond') this.#logger.warn('too many room messages');
    if (verdict !== 'heard') return;
    const message = parseRoomMessage(data);
    if (!message) {
      this.#logger.warn('room message dropped');
      return;
    }
    const from = path.link.participantId;
    // They have opened their end, or could not have spoken.
    const isNew = !path.isHeard;
    path.isHeard = true;
    if (message.kind === 'hello' && !message.content.isAnswer) this.#greet(path, { isAnswer: true });
    if (isNew) {
      this.#look();
      this.#events.emit('linked', from);
    }
    this.#messages.emit(message.kind, { from, content: message.content } as never);
  }

  #greet({ channel }: Path, { isAnswer }: { isAnswer: boolean }): void {
    const message: RoomMessage = { kind: 'hello', content: { version: 1, isAnswer } };
    if (channel.readyState === 'open') channel.send(JSON.stringify(message));
  }

  /** Finds out anew who can be reached. */
  #look(): void {
    const now = new Set([...this.#paths].filter(isOpen).map(({ link }) => link.participantId));
    const before = this.#reachable.getSnapshot();
    if (now.size === before.size && [...now].every((participantId) => before.has(participantId))) return;
    this.#reachable.set(now);
  }
}

function isOpen({ channel, isHeard }: Path): boolean {
  return isHeard && channel.readyState === 'open';
}
