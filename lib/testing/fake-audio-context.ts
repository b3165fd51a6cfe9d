/** An `AudioContext` of which only what a level meter touches is there; `amplitude` is what its analysers hear. */
export interface FakeAudioContext extends AudioContext {
  amplitude: number;
  /** How many sources are connected and how often something was sent to the speakers, which is never right. */
  readonly connectedCount: number;
  readonly destinationCount: number;
  /** `resume` works only after a gesture. */
  isBlocked: boolean;
}

export function createFakeAudioContext(): FakeAudioContext {
  let state: AudioContextState = 'suspended';
  let connectedCount = 0;
  let destinationCount = 0;
  const destination = {};
  const context = {
    amplitude: 0,
    isBlocked: false,
    destination,
    get state() {
      return state;
    },
    get connectedCount() {
      return connectedCount;
    },
    get destinationCount() {
      return destinationCount;
    },
    resume() {
      if (context.isBlocked) return Promise.reject(new DOMException('not allowed', 'NotAllowedError'));
      state = 'running';
      return Promise.resolve();
    },
    suspend() {
      if (state === 'running') state = 'suspended';
      return Promise.resolve();
    },
    close() {
      state = 'closed';
      return Promise.resolve();
    },
    createMediaStreamSource: () => ({
      connect(target: unknown) {
        connectedCount += 1;
        if (target === destination) destinationCount += 1;
      },
      disconnect() {
        connectedCount -= 1;
      },
    }),
    createAnalyser: () => ({
      fftSize: 2048,
      connect() {
        destinationCount += 1;
      },
      getFloatTimeDomainData(samples: Float32Array) {
        for (let i = 0; i < samples.length; i += 1) {
          samples[i] = state === 'running' ? (i % 2 === 0 ? context.amplitude : -context.amplitude) : 0;
        }
      },
    }),
  };
  return context as unknown as FakeAudioContext;
}
