import type { Call } from '@/lib/call/call';
import { systemClock } from '@/lib/store/clock';
import { createConsoleLogger } from '@/lib/store/logger';
import { VoiceRecorder } from '@/lib/voice/voice-recorder';

/** Loudness of a stream, from -60 dBFS (0) to -10 dBFS (1). */
function meter(stream: MediaStream): { read: () => number; stop: () => void } {
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  analyser.fftSize = 2048;
  const samples = new Float32Array(analyser.fftSize);
  try {
    context.createMediaStreamSource(stream).connect(analyser);
  } catch (error) {
    void context.close();
    throw error;
  }
  return {
    read: () => {
      analyser.getFloatTimeDomainData(samples);
      const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
      return Math.min(1, Math.max(0, (10 * Math.log10(power + 1e-10) + 60) / 50));
    },
    stop: () => void context.close(),
  };
}

/**
 * Records voice notes from this person's microphone; the call is muted meanwhile, and as before afterwards. Where the
 * call is over by then, its microphone stays closed.
 */
export function createVoiceRecorder({
  state,
  localMedia,
}: Pick<Call, 'state' | 'localMedia'>): VoiceRecorder {
  let wasOn = false;
  const isInCall = () => ['joining', 'in-call'].includes(state.getSnapshot().phase);
  return new VoiceRecorder({
    getTrack: () => localMedia.getTrack('microphone'),
    capture: async () => {
      // A microphone that was never on has no track, and may be chosen nevertheless.
      const { microphoneId } = localMedia.state.getSnapshot();
      const audio = microphoneId === null ? true : { deviceId: microphoneId };
      const [track] = (await navigator.mediaDevices.getUserMedia({ audio })).getAudioTracks();
      if (!track) throw new DOMException('no microphone', 'NotFoundError');
      return track;
    },
    setCallMuted: (isMuted) => {
      if (isMuted) wasOn = localMedia.state.getSnapshot().microphone.status !== 'off';
      if (wasOn && isInCall()) void localMedia.setMicrophoneOn(!isMuted);
    },
    createRecorder: (stream, options) => new MediaRecorder(stream, options),
    isTypeSupported: (type) => MediaRecorder.isTypeSupported(type),
    createStream: (track) => new MediaStream([track]),
    meter,
    clock: systemClock,
    logger: createConsoleLogger('info'),
  });
}
