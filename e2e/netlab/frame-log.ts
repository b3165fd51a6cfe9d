import type { Page } from '@playwright/test';

declare global {
  interface Window {
    frameLog: {
      /** The last click, ms since the epoch. */
      clickMs: number;
      /** When each frame was rendered, ms since the epoch, by the label of the tile it was rendered in. */
      framesMs: Record<string, number[]>;
    };
  }
}

/**
 * An init script: notes every frame that any `<video>` of the page renders. What is decoded but not rendered does not
 * count: nobody sees it. Runs in the page: it may use nothing from here.
 */
export function installFrameLog(): void {
  window.frameLog = { clickMs: 0, framesMs: {} };
  const { framesMs } = window.frameLog;
  addEventListener(
    'click',
    () => {
      window.frameLog.clickMs = performance.timeOrigin + performance.now();
    },
    { capture: true },
  );
  const watched = new WeakSet<HTMLVideoElement>();
  function watch(video: HTMLVideoElement): void {
    if (watched.has(video)) return;
    watched.add(video);
    video.requestVideoFrameCallback(function onFrame(nowMs): void {
      video.requestVideoFrameCallback(onFrame);
      const label = video.closest('li[aria-label]')?.getAttribute('aria-label');
      if (!label) return;
      framesMs[label] ??= [];
      framesMs[label].push(performance.timeOrigin + nowMs);
    });
  }
  new MutationObserver(() => {
    for (const video of document.querySelectorAll('video')) watch(video);
  }).observe(document, { childList: true, subtree: true });
}

/** When the frames of `name` were rendered in `page`, ms since the epoch. */
export function framesOf(page: Page, name: string): Promise<number[]> {
  return page.evaluate((label) => window.frameLog.framesMs[label] ?? [], name);
}

export function lastClickMs(page: Page): Promise<number> {
  return page.evaluate(() => window.frameLog.clickMs);
}
