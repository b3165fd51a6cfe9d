import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { startAppServer } from '../../e2e/fixtures/app-server';
import { chromiumPath } from '../../e2e/fixtures/chromium';
import { startDelayProxy } from './delay-proxy';
import { startFloor } from './floor/start-floor';
import { type JoinSample, measureJoin } from './measure-join';
import { measureLoad } from './measure-load';
import { barsOf, isMet, type JoinCase, type LoadCase, renderReport } from './report';
import { floorSite, parleySite, type Site } from './site';

/**
 * How long a join takes, against the least that this machine and browser can do, measured alternately in the same
 * run. Exits with 1 when a bar is missed.
 *
 * Round trips are those between clients and server that may have waited for each other, from the click to the first
 * frame: at most so many, as packets do not tell what caused them. With no delay more of them fit by chance; with
 * 100 ms each way nothing passes for an answer that came sooner than 200 ms after what it answers.
 *
 *   npm run bench:join -- --runs 9 --delays 0,100 --people 2,3,4 --sites floor,parley
 */
const { values: options } = parseArgs({
  options: {
    runs: { type: 'string', default: '9' },
    /** Added between browsers and server in each direction, ms. */
    delays: { type: 'string', default: '0,100' },
    people: { type: 'string', default: '2,3,4' },
    sites: { type: 'string', default: 'floor,parley' },
  },
});
const runs = Number(options.runs);
const numbers = (text: string) => text.split(',').map(Number);

const floor = await startFloor();
const app = options.sites.includes('parley') ? await startAppServer() : null;
const sites: Site[] = [floorSite(floor.port), ...(app ? [parleySite(app.port)] : [])];
const executablePath = chromiumPath();
const browser = await chromium.launch({
  ...(executablePath ? { executablePath } : {}),
  args: [
    '--disable-gpu',
    '--disable-background-networking',
    '--autoplay-policy=no-user-gesture-required',
    '--use-fake-ui-for-media-stream',
    '--use-fake-device-for-media-stream',
  ],
});

const joins: JoinCase[] = [];
const load: LoadCase = { floor: [], parley: [] };
try {
  for (let run = 0; run <= runs; run++) {
    for (const site of sites) {
      const sample = await measureLoad(browser, site);
      // The first run warms the disk cache and the server for both.
      if (run > 0) load[site.name].push(sample);
    }
  }
  for (const delayMs of numbers(options.delays)) {
    for (const people of numbers(options.people)) joins.push(await measureCase(delayMs, people));
  }
} finally {
  await browser.close();
  await app?.stop();
  floor.close();
}

/** More than two people are measured three times at most, for their messages; two as often as asked, for the time. */
async function measureCase(delayMs: number, people: number): Promise<JoinCase> {
  const result: JoinCase = { delayMs, people, floor: [], parley: [] };
  const proxies = await Promise.all(sites.map(({ port }) => startDelayProxy(port, delayMs)));
  try {
    for (let run = 0; run < (people === 2 ? runs : Math.min(runs, 3)); run++) {
      const order = [...sites.entries()];
      if (run % 2 === 1) order.reverse();
      for (const [index, site] of order) {
        const port = proxies[index]?.port ?? site.port;
        const sample: JoinSample = await measureJoin(browser, site, { port, delayMs }, people);
        result[site.name].push(sample);
        process.stderr.write(
          `${site.name} ${people} people, ${delayMs} ms: ${Math.round(sample.joinerMs)} ms, ${sample.messages} messages, ${sample.messagesSettled} settled, ${sample.roundTrips} round trips\n`,
        );
      }
    }
  } finally {
    for (const proxy of proxies) proxy.close();
  }
  return result;
}

const folder = fileURLToPath(new URL('../results/', import.meta.url));
mkdirSync(folder, { recursive: true });
writeFileSync(`${folder}join.json`, JSON.stringify({ joins, load, bars: barsOf(joins, load) }, null, 2));
process.stdout.write(`${renderReport(joins, load)}\n`);
process.exitCode = barsOf(joins, load).every(isMet) ? 0 : 1;
