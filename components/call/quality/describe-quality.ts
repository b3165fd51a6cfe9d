import type { PeerQuality } from '@/lib/quality/quality-state';
import type { QualityCause, QualityLevel } from '@/lib/quality/rate-sample';

const causeWords: Record<QualityCause, string> = {
  loss: 'parts get lost on the way',
  delay: 'everything arrives late',
  bandwidth: 'the line is narrow',
  freeze: 'their picture stops now and then',
  cpu: 'this device is busy',
};

/** One sentence about the connection to somebody: how it is, and what it means for the call. */
export function describeQuality(displayName: string, level: QualityLevel, effect: string | null): string {
  return `Connection to ${displayName}: ${level}${effect ? `, ${effect}` : ''}.`;
}

/** What a connection that is not good does to the call; `null` while it does nothing. */
export function describeEffect({ rating, theirCamera, ourCamera }: PeerQuality): string | null {
  if (theirCamera === 'paused') return 'their picture is paused until the line is better';
  if (ourCamera === 'paused') return 'your picture is paused until the line is better';
  if (theirCamera === 'reduced') return 'their picture is reduced';
  if (rating.cause === null) return null;
  return ourCamera === 'reduced' ? 'your picture is reduced' : causeWords[rating.cause];
}
