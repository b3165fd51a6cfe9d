import type { Clock } from '@/lib/store/clock';
import type { LevelMeter } from './level-meter';
import { createSpeechDetector } from './speech-detector';

const pollMs = 100;

export interface Talking {
  isSpeaking: boolean;
  isTalkingWhileMuted: boolean;
}

const silent: Talking = { isSpeaking: false, isTalkingWhileMuted: false };

interface MicrophoneMonitorOptions {
  meter: LevelMeter;
  clock: Clock;
  /** Called on change only. */
  onChange: (talking: Talking) => void;
}

/**
 * Watches whether the person talks. Speaking is noticed at once; talking while muted needs louder and longer
 * sound, since a false hint is worse than a late one, and clears itself two seconds after the last word.
 */
export class MicrophoneMonitor {
  readonly #options: MicrophoneMonitorOptions;
  readonly #speech = createSpeechDetector({ onLevel: 0.35, attackMs: 150, offLevel: 0.25, releaseMs: 600 });
  readonly #mutedSpeech = createSpeechDetector({
    onLevel: 0.45,
    attackMs: 400,
    offLevel: 0.35,
    releaseMs: 2000,
  });
  #isMuted = false;
  #talking = silent;
  #stopPolling: (() => void) | null = null;

  constructor(options: MicrophoneMonitorOptions) {
    this.#options = options;
  }

  /** Loudness now, 0 to 1; 0 without a microphone. */
  get level(): number {
    return this.#options.meter.read();
  }

  follow(track: MediaStreamTrack | null): void {
    this.#stop();
    this.#options.meter.follow(track);
    if (!track) return;
    const { clock } = this.#options;
    const timer = clock.setInterval(() => this.#poll(), pollMs);
    this.#stopPolling = () => clock.clearInterval(timer);
  }

  setMuted(isMuted: boolean): void {
    if (isMuted === this.#isMuted) return;
    this.#isMuted = isMuted;
    this.#speech.reset();
    this.#mutedSpeech.reset();
    this.#say(silent);
  }

  dispose(): void {
    this.#stop();
    this.#options.meter.dispose();
  }

  #poll(): void {
    const level = this.#options.meter.read();
    const nowMs = this.#options.clock.now();
    this.#say(
      this.#isMuted
        ? { isSpeaking: false, isTalkingWhileMuted: this.#mutedSpeech.update(level, nowMs) }
        : { isSpeaking: this.#speech.update(level, nowMs), isTalkingWhileMuted: false },
    );
  }

  #stop(): void {
    this.#stopPolling?.();
    this.#stopPolling = null;
    this.#speech.reset();
    this.#mutedSpeech.reset();
    this.#say(silent);
  }

  #say(talking: Talking): void {
    const { isSpeaking, isTalkingWhileMuted } = this.#talking;
    if (talking.isSpeaking === isSpeaking && talking.isTalkingWhileMuted === isTalkingWhileMuted) return;
    this.#talking = talking;
    this.#options.onChange(talking);
  }
}
