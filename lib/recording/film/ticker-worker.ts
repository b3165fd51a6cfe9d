/** Says when to draw. In a worker, because a page in the background has no frames and its timers rest for a second. */
self.addEventListener('message', ({ data: periodMs }: MessageEvent<number>) => {
  setInterval(() => self.postMessage(null), periodMs);
});
