'use client';

import { useState } from 'react';
import type { LocalMedia } from '@/lib/media/local-media';
import { Button } from '../ui/button';
import { DeviceProblem } from './device-problem';

interface SpeakerTestProps {
  localMedia: LocalMedia;
}

/** Plays a chime on the chosen speaker, and says so when none can be heard. */
export function SpeakerTest({ localMedia }: SpeakerTestProps) {
  const [progress, setProgress] = useState<'idle' | 'playing' | 'failed'>('idle');

  async function play() {
    if (progress === 'playing') return;
    setProgress('playing');
    try {
      await localMedia.playSpeakerTest();
      setProgress('idle');
    } catch {
      // AppError('speaker-failed'), or its program can't be loaded: nothing is to be heard either way.
      setProgress('failed');
    }
  }

  return (
    <>
      <Button variant="ghost" className="mt-1 -ml-1 px-4! text-accent!" onClick={play}>
        {progress === 'playing' ? 'Playing…' : 'Test speaker'}
      </Button>
      <div aria-live="polite">{progress === 'failed' ? <DeviceProblem code="speaker-failed" /> : null}</div>
    </>
  );
}
