import { describe, expect, it, vi } from 'vitest';
import { AppError } from '@/lib/errors/app-error';
import { createSpeakerTest } from './speaker-test';
import { settle } from './testing/set-up-local-media';

class FakeSpeakerElement extends EventTarget {
  src = '';
  isPlaying = false;
  sinkIds: string[] = [];
  failure: Error | null = null;

  play(): Promise<void> {
    if (this.failure) return Promise.reject(this.failure);
    this.isPlaying = true;
    return Promise.resolve();
  }

  pause(): void {
    this.isPlaying = false;
  }

  removeAttribute(): void {
    this.src = '';
  }

  setSinkId(sinkId: string): Promise<void> {
    this.sinkIds.push(sinkId);
    return this.failure ? Promise.reject(this.failure) : Promise.resolve();
  }
}

function setUp() {
  const elements: FakeSpeakerElement[] = [];
  const test = createSpeakerTest(() => {
    const element = new FakeSpeakerElement();
    elements.push(element);
    return element;
  });
  return { elements, test };
}

describe('speaker test', () => {
  it('plays on the chosen speaker and resolves when the chime has ended', async () => {
    const { elements, test } = setUp();
    let hasEnded = false;
    const playing = test.play('headset-out').then(() => {
      hasEnded = true;
    });
    await vi.waitFor(() => expect(elements[0]).toMatchObject({ isPlaying: true, sinkIds: ['headset-out'] }));
    expect(hasEnded).toBe(false);
    elements[0]?.dispatchEvent(new Event('ended'));
    await playing;
    expect(elements[0]).toMatchObject({ isPlaying: false, src: '' });
  });

  it.each([null, 'default'])('leaves the speaker to the system when %s is chosen', async (speakerId) => {
    const { elements, test } = setUp();
    const playing = test.play(speakerId);
    await settle();
    elements[0]?.dispatchEvent(new Event('ended'));
    await playing;
    expect(elements[0]?.sinkIds).toEqual([]);
  });

  it('falls silent when asked to, and when it is played again', async () => {
    const { elements, test } = setUp();
    const first = test.play(null);
    await vi.waitFor(() => expect(elements[0]?.isPlaying).toBe(true));
    const second = test.play(null);
    await first;
    await vi.waitFor(() => expect(elements.map(({ isPlaying }) => isPlaying)).toEqual([false, true]));
    test.stop();
    await second;
    expect(elements.map(({ isPlaying }) => isPlaying)).toEqual([false, false]);
  });

  it('rejects with speaker-failed when it cannot be heard', async () => {
    const { elements, test } = setUp();
    const playing = test.play('gone');
    const element = elements[0];
    if (element) element.failure = new DOMException('', 'NotFoundError');
    await settle();
    element?.dispatchEvent(new Event('error'));
    await expect(playing).rejects.toThrow(new AppError('speaker-failed', 'chime not played'));
  });

  it('rejects with speaker-failed where there is no audio element', async () => {
    await expect(createSpeakerTest(undefined).play(null)).rejects.toMatchObject({ code: 'speaker-failed' });
  });
});
