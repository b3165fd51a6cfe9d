import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium, type Page } from '@playwright/test';
import { chromiumPath } from '../../e2e/fixtures/chromium';
import { watchMemory } from './memory-watch';
import { barsOf, isMet, type MemoryRun, renderReport, type SpeedRun } from './report';
import { writeSampleFile } from './sample-file';
import { servePage } from './serve-page';

/**
 * How fast files go, against a bare data channel of the same connection, measured alternately in the same run; and how
 * much memory both ends take for files of any size. Exits with 1 when a bar is missed.
 *
 *   npm run bench:files -- --runs 9 --speed 100 --memory 10,100,2048
 */
const { values: options } = parseArgs({
  options: {
    runs: { type: 'string', default: '9' },
    /** Size of the file that speed is measured with, MiB. */
    speed: { type: 'string', default: '100' },
    /** Sizes of the files that memory is measured with, MiB. */
    memory: { type: 'string', default: '10,100,2048' },
  },
});
const mebibyte = 1024 * 1024;
const runs = Number(options.runs);
const speedMegabytes = Number(options.speed);
const folder = mkdtempSync(join(tmpdir(), 'parley-bench-'));
const page = await servePage();
const executablePath = chromiumPath();
const context = await chromium.launchPersistentContext(join(folder, 'profile'), {
  ...(executablePath ? { executablePath } : {}),
  args: ['--disable-gpu', '--disable-background-networking', '--disable-features=WebRtcHideLocalIpsWithMdns'],
});
const browser = context.browser();
const speed: SpeedRun[] = [];
const memory: MemoryRun[] = [];

async function openPair(): Promise<{ sender: Page; receiver: Page }> {
  const [sender, receiver] = [await context.newPage(), await context.newPage()];
  await sender.goto(`${page.url}#sender`);
  await receiver.goto(`${page.url}#receiver`);
  const offer = await sender.evaluate(() => window.filesBench.offer());
  const answer = await receiver.evaluate((sdp) => window.filesBench.answer(sdp), offer);
  await sender.evaluate((sdp) => window.filesBench.accept(sdp), answer);
  return { sender, receiver };
}

/** Sends a file; resolves with the milliseconds from the wish to have it to having it. */
async function sendFile(
  { sender, receiver }: { sender: Page; receiver: Page },
  path: string,
  digest: string,
  onArrived: () => void = () => undefined,
): Promise<number> {
  await sender.setInputFiles('input', path);
  const fileId = await sender.evaluate(() => window.filesBench.offerFile());
  const tookMs = await receiver.evaluate((id) => window.filesBench.fetchFile(id), fileId);
  onArrived();
  const arrived = await receiver.evaluate((id) => window.filesBench.digest(id), fileId);
  if (arrived !== digest) throw new Error('another file has arrived');
  await receiver.evaluate((id) => window.filesBench.forget(id), fileId);
  await sender.evaluate((id) => window.filesBench.forget(id), fileId);
  return tookMs;
}

async function measureSpeed(): Promise<void> {
  const path = join(folder, 'speed.bin');
  const digest = writeSampleFile(path, speedMegabytes);
  const pair = await openPair();
  const bytes = speedMegabytes * mebibyte;
  // The first of each warms the connection, the disk and the compiler.
  for (let run = 0; run <= runs; run++) {
    const bareMs = await pair.sender.evaluate((size) => window.filesBench.sendBare(size), bytes);
    const fileMs = await sendFile(pair, path, digest);
    if (run > 0) speed.push({ bytes, bareMs, fileMs });
    process.stderr.write(
      `${speedMegabytes} MiB: bare ${Math.round(bareMs)} ms, file ${Math.round(fileMs)} ms\n`,
    );
  }
  await Promise.all([pair.sender.close(), pair.receiver.close()]);
}

async function measureMemory(megabytes: number): Promise<void> {
  const path = join(folder, 'memory.bin');
  const digest = writeSampleFile(path, megabytes);
  const pair = await openPair();
  if (!browser) throw new Error('no browser');
  const watch = await watchMemory(browser);
  let used = { startBytes: 0, peakBytes: 0 };
  // Looking at what has come reads it all: that is the benchmark's own doing.
  const tookMs = await sendFile(pair, path, digest, () => {
    used = watch.stop();
  });
  memory.push({ bytes: megabytes * mebibyte, tookMs, ...used });
  process.stderr.write(`${megabytes} MiB: ${Math.round(tookMs)} ms\n`);
  await Promise.all([pair.sender.close(), pair.receiver.close()]);
  rmSync(path);
}

try {
  await measureSpeed();
  for (const megabytes of options.memory.split(',').filter(Boolean)) await measureMemory(Number(megabytes));
} finally {
  await context.close();
  page.close();
  rmSync(folder, { recursive: true, force: true });
}

const results = fileURLToPath(new URL('../results/', import.meta.url));
mkdirSync(results, { recursive: true });
writeFileSync(
  `${results}files.json`,
  JSON.stringify({ speed, memory, bars: barsOf(speed, memory) }, null, 2),
);
process.stdout.write(`${renderReport(speed, memory)}\n`);
process.exitCode = barsOf(speed, memory).every(isMet) ? 0 : 1;
