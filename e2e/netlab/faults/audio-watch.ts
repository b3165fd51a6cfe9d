import type { Page } from '@playwright/test';

/** Watches the sound that a page plays. */
export interface AudioWatch {
  /** Ends the watch: the longest time in which nothing that somebody had sent was played, ms. */
  stop: () => Promise<number>;
}

/**
 * Starts to watch: every 100 ms, how many samples were played that are not made up to conceal a loss
 * (webrtc-stats, totalSamplesReceived and concealedSamples). What our people send is never silent for long.
 */
export async function watchAudio(page: Page): Promise<AudioWatch> {
  const watch = await page.evaluateHandle(() => {
    const state = { longestMs: 0, sinceMs: performance.now(), timer: 0 };
    // One connection replaces another, whose sound may be over while its counts stand: each is looked at by itself.
    const played = new WeakMap<RTCPeerConnection, number>();
    const look = async () => {
      let isPlaying = false;
      for (const connection of window.probe.connections) {
        if (connection.connectionState === 'closed') continue;
        let samples = 0;
        for (const stat of (await connection.getStats()).values()) {
          if (stat.type !== 'inbound-rtp' || stat.kind !== 'audio') continue;
          samples += (stat.totalSamplesReceived ?? 0) - (stat.concealedSamples ?? 0);
        }
        if (samples > (played.get(connection) ?? samples)) isPlaying = true;
        played.set(connection, samples);
      }
      const nowMs = performance.now();
      state.longestMs = Math.max(state.longestMs, nowMs - state.sinceMs);
      if (isPlaying) state.sinceMs = nowMs;
    };
    state.timer = window.setInterval(() => void look(), 100);
    return state;
  });
  return {
    stop: () =>
      watch.evaluate((state) => {
        clearInterval(state.timer);
        return Math.max(state.longestMs, performance.now() - state.sinceMs);
      }),
  };
}
