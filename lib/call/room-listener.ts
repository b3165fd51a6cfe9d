import type { ErrorCode } from '@/lib/errors/error-code';

/** What the room does, as the engine wants to hear it. */
export interface RoomListener {
  reached: (capacity: number) => void;
  refused: (code: ErrorCode) => void;
  /** The join is on its way. */
  asked: () => void;
  joined: () => void;
  joinRefused: (code: ErrorCode) => void;
  serverLost: () => void;
  serverRegained: () => void;
  peopleChanged: () => void;
  arrived: (displayName: string) => void;
  departed: (displayName: string) => void;
  tampered: (from: string | null) => void;
  replaced: () => void;
}
