import { readFileSync } from 'node:fs';
import type { Browser } from '@playwright/test';

const everyMs = 100;

/** Memory that a process has for itself, in bytes; 0 when it is gone. */
function privateBytes(pid: number): number {
  try {
    const [, kilobytes = '0'] =
      /^RssAnon:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Number(kilobytes) * 1024;
  } catch {
    return 0;
  }
}

/** Watches what all processes of a browser have for themselves together. Linux only. */
export async function watchMemory(
  browser: Browser,
): Promise<{ stop: () => { startBytes: number; peakBytes: number } }> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const pids = processInfo.map(({ id }) => id);
  const total = () => pids.reduce((sum, pid) => sum + privateBytes(pid), 0);
  const startBytes = total();
  let peakBytes = startBytes;
  const timer = setInterval(() => {
    peakBytes = Math.max(peakBytes, total());
  }, everyMs);
  return {
    stop: () => {
      clearInterval(timer);
      return { startBytes, peakBytes };
    },
  };
}
