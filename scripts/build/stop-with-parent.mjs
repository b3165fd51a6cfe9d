/**
 * Ends this process with SIGTERM once its parent is gone: npm's shell dies of a signal without passing it on, and
 * whoever stops `npm start` wants this process gone too. Says so once, and not to a process that is stopping already,
 * where a second signal would cut the stop short.
 */
export function stopWithParent(intervalMs = 500) {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    process.kill(process.pid, 'SIGTERM');
  }, intervalMs).unref();
  for (const signal of ['SIGTERM', 'SIGINT']) {
    process.once(signal, () => {
      clearInterval(timer);
      // Nobody else listens: without this listener the signal would have ended the process.
      if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
    });
  }
}
