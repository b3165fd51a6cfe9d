import type { Browser } from '@playwright/test';
import { cast } from '../fixtures/cast';
import { installProbe } from '../fixtures/page-probe';
import { Person } from '../fixtures/person';
import { installFrameLog } from './frame-log';
import type { Lab } from './lab/lab';
import { launchIn } from './lab/launch-in';

const roles = { a: cast.ada, b: cast.bo, c: cast.cleo } as const;
export type SideLetter = keyof typeof roles;

const testPictureFlags = ['--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream'];

/** The people of the lab: one browser for each side, kept between calls, and a fresh context for each call. */
export class Visitors {
  private readonly browsers = new Map<SideLetter, { browser: Browser; address: string }>();

  /** `isBusy`: Ada's camera shows Chromium's test picture, which takes a lot of bits, instead of her colour. */
  constructor(
    private readonly lab: Lab,
    private readonly options: { isBusy: boolean } = { isBusy: false },
  ) {}

  /** Somebody at the host of a side, before they have opened anything. */
  async invite(letter: SideLetter): Promise<Person> {
    const browser = await this.browserOf(letter);
    const context = await browser.newContext({ permissions: ['camera', 'microphone'] });
    // tsx wraps named functions in a helper that pages do not have.
    await context.addInitScript('globalThis.__name = (value) => value;');
    await context.addInitScript(installProbe);
    await context.addInitScript(installFrameLog);
    return new Person(roles[letter], context, await context.newPage());
  }

  async close(): Promise<void> {
    await Promise.all([...this.browsers.values()].map(({ browser }) => browser.close()));
    this.browsers.clear();
  }

  /** A browser whose host got another address meanwhile is replaced: it would take its time to notice. */
  private async browserOf(letter: SideLetter): Promise<Browser> {
    const { host, hostAddress, hasIpv6 } = this.lab.side(letter);
    const address = hasIpv6 ? `${hostAddress} and IPv6` : hostAddress;
    const running = this.browsers.get(letter);
    if (running?.browser.isConnected() && running.address === address) return running.browser;
    await running?.browser.close();
    const browser = await launchIn(
      this.lab,
      host,
      roles[letter],
      this.options.isBusy && letter === 'a' ? testPictureFlags : undefined,
    );
    this.browsers.set(letter, { browser, address });
    return browser;
  }
}
