import type { LocalMedia } from '@/lib/media/local-media';
import { systemClock } from '@/lib/store/clock';
import { createConsoleLogger } from '@/lib/store/logger';
import { VoiceRecorder } from '@/lib/voice/voice-recorder';

/** Loudness of a stream, from -60 dBFS (0) to -10 dBFS (1). */
function meter(stream: MediaStream): { read: () => number; stop: () => void } {
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  analyser.fftSize = 2048;
  const samples = new Float32Array(analyser.fftSize);
  context.createMediaStreamSource(stream).connect(analyser);
  return {
    read: () => {
      analyser.getFloatTimeDomainData(samples);
      const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
      return Math.min(1, Math.max(0, (10 * Math.log10(power + 1e-10) + 60) / 50));
    },
    stop: () => void context.close(),
  };
}

/** Records voice notes from this person's microphone; the call is muted meanwhile, and as before afterwards. */
export function createVoiceRecorder(localMedia: LocalMedia): VoiceRecorder {
  let wasOn = false;
  return new VoiceRecorder({
    getTrack: () => localMedia.getTrack('microphone'),
    capture: async () => {
      const [track] = (await navigator.mediaDevices.getUserMedia({ audio: true })).getAudioTracks();
      if (!track) throw new Error('no microphone');
      return track;
    },
    setCallMuted: (isMuted) => {
      if (isMuted) wasOn = localMedia.state.getSnapshot().microphone.status === 'on';
      if (wasOn) void localMedia.setMicrophoneOn(!isMuted);
    },
    createRecorder: (stream, options) => new MediaRecorder(stream, options),
    isTypeSupported: (type) => MediaRecorder.isTypeSupported(type),
    createStream: (track) => new MediaStream([track]),
    meter,
    clock: systemClock,
    logger: createConsoleLogger('info'),
  });
}
