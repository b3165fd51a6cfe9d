/**
 * Answers a number of milliseconds after as many. In a worker, because a page in the background has no frames and its
 * timers rest for a second.
 */
self.addEventListener('message', ({ data: restMs }: MessageEvent<number>) => {
  setTimeout(() => self.postMessage(null), restMs);
});
