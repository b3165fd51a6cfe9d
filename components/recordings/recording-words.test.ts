import { describe, expect, it } from 'vitest';
import type { SavedRecording } from '@/lib/recording/saved-recordings';
import { saveName } from './recording-words';

const recording: SavedRecording = {
  id: 'one',
  note: { version: 1, startedAtMs: new Date(2026, 10, 21, 14, 5).getTime(), kind: 'tracks' },
  files: [],
};
const file = (source: 'stage' | 'person', label: string) => ({
  name: '001.webm',
  bytes: 1,
  note: { label, source, startOffsetMs: 12_340, mimeType: 'video/webm' },
});

describe('the name of a saved file', () => {
  it('says when it was', () => {
    expect(saveName(recording, file('stage', ''))).toBe('Call 2026-11-21 14.05.webm');
  });

  it('says whose it is and where it begins when there are several, in letters that every disk takes', () => {
    expect(saveName(recording, file('person', 'A/d:a'))).toBe(
      'Call 2026-11-21 14.05, A d a, from 12.3 s.webm',
    );
    expect(saveName(recording, file('person', '??'))).toBe('Call 2026-11-21 14.05, Guest, from 12.3 s.webm');
  });
});
