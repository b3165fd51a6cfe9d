// @vitest-environment happy-dom
import { renderHook } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { createFakeLocalMedia } from '@/components/testing/fake-local-media';
import { usePushToTalk } from './use-push-to-talk';

const off = { status: 'off' as const, trackId: 'microphone-track', error: null };

describe('Holding the space bar', () => {
  it('opens a muted microphone and mutes it again', () => {
    const localMedia = createFakeLocalMedia({ microphone: off });
    const { result } = renderHook(() => usePushToTalk(localMedia));
    result.current.startTalking();
    result.current.stopTalking();
    expect(localMedia.asked).toEqual([
      ['setMicrophoneOn', true],
      ['setMicrophoneOn', false],
    ]);
  });

  it('never mutes a microphone that was on before', () => {
    const localMedia = createFakeLocalMedia();
    const { result } = renderHook(() => usePushToTalk(localMedia));
    result.current.startTalking();
    result.current.stopTalking();
    expect(localMedia.asked).toEqual([]);
  });
});
