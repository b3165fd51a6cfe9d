import { Chat } from '@/lib/chat/chat';
import type { FileVault } from '@/lib/files/file-vault';
import { Files } from '@/lib/files/files';
import type { ParticipantId, RoomId } from '@/lib/protocol';
import type { Clock } from '@/lib/store/clock';
import type { Logger } from '@/lib/store/logger';
import { LogicalClock } from './logical-clock';
import { Presence } from './presence';
import { Reactions } from './reactions';
import type { WatchLinks } from './room-link';
import { RoomWire } from './room-wire';
import type { TabStorage } from './tab-storage';

export interface ActivitiesOptions {
  roomId: RoomId;
  self: ParticipantId;
  /** `null` where the browser forbids it. */
  tabStorage: TabStorage | null;
  /** The name that the others see now. */
  getDisplayName: () => string;
  /** Where files are kept. */
  vault: FileVault;
  clock: Clock;
  logger: Logger;
}

/** What people do in a call besides talking. Lives as long as the call's page: a life in the room is entered and left. */
export class Activities {
  readonly self: ParticipantId;
  readonly wire: RoomWire;
  readonly presence: Presence;
  readonly reactions: Reactions;
  readonly files: Files;
  /** Orders messages, files and whatever else stands in the timeline. */
  readonly logicalClock = new LogicalClock();
  readonly chat: Chat;

  constructor(options: ActivitiesOptions) {
    const { self, clock } = options;
    this.self = self;
    this.wire = new RoomWire(options);
    this.presence = new Presence(this.wire);
    this.reactions = new Reactions({ wire: this.wire, clock });
    this.chat = new Chat({ ...options, wire: this.wire, logicalClock: this.logicalClock });
    this.files = new Files({ ...options, wire: this.wire, logicalClock: this.logicalClock });
  }

  enter(watchLinks: WatchLinks): void {
    this.wire.enter(watchLinks);
    this.files.enter();
  }

  exit(): void {
    this.wire.exit();
    this.files.exit();
    this.presence.reset();
    this.chat.rest();
  }
}
