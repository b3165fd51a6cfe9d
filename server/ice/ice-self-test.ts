import type { Clock } from '../clock';
import type { Logger } from '../logger';
import type { IceConfigFor } from './ice-config';
import { parseIceUrl } from './ice-url';
import { wordsOfFailure } from './stun-failure';
import { type IceTestResult, testIceServer } from './test-ice-server';
import type { TurnCredentials } from './turn-credentials';

/** From the end of one round to the start of the next: how old what `/readyz` says of ICE can be. */
export const selfTestPauseMs = 5 * 60_000;
/** The same while a server fails: it may just be starting, or wait for its certificate. */
export const selfTestRetryMs = 20_000;

type Untested = Pick<IceTestResult, 'url' | 'transport'> & { state: 'untested' };
export type IceServerReport = IceTestResult | Untested;

/** Every STUN and TURN URL of the ICE configuration and how it did the last time. Holds no credentials. */
export interface IceReport {
  turn: readonly IceServerReport[];
  stun: readonly IceServerReport[];
}

interface IceSelfTestDeps {
  iceConfigFor: IceConfigFor;
  clock: Clock;
  logger: Logger;
  testServer?: typeof testIceServer;
}

/** The name in the credentials that the test mints for itself. */
const testerId = 'self-test';

/**
 * Tries the servers that participants are given, one after the other, round after round: two allocations and some
 * hundred bytes for each TURN URL. What is new is logged: the first result of each, and each change.
 */
export class IceSelfTest {
  readonly #deps: Required<IceSelfTestDeps>;
  readonly #reports: IceServerReport[];
  readonly #control = new AbortController();

  constructor(deps: IceSelfTestDeps) {
    this.#deps = { testServer: testIceServer, ...deps };
    this.#reports = this.#servers().map(({ url }) => ({
      url,
      transport: parseIceUrl(url).transport,
      state: 'untested',
    }));
  }

  get report(): IceReport {
    const isTurn = ({ url }: IceServerReport) => parseIceUrl(url).isTurn;
    return {
      turn: this.#reports.filter(isTurn),
      stun: this.#reports.filter((report) => !isTurn(report)),
    };
  }

  /** Begins the first round and returns at once. Keeps no process alive. */
  start(): void {
    const { clock, logger } = this.#deps;
    this.#runRound()
      .catch((err: unknown) => logger.error('ice-test-failed', { err }))
      .finally(() =>
        clock.after(this.#hasFailure ? selfTestRetryMs : selfTestPauseMs, () => {
          if (!this.#control.signal.aborted) this.start();
        }),
      );
  }

  /** Ends a test that is going on, which gives back what it has allocated; no other follows. */
  stop(): void {
    this.#control.abort();
  }

  get #hasFailure(): boolean {
    return this.#reports.some(({ state }) => state === 'failed');
  }

  /** Minted anew, as for somebody who joins now. */
  #servers(): { url: string; credentials: TurnCredentials | null }[] {
    return this.#deps.iceConfigFor(testerId).iceServers.flatMap(({ urls, username, credential }) =>
      [urls].flat().map((url) => ({
        url,
        credentials: username !== undefined && credential !== undefined ? { username, credential } : null,
      })),
    );
  }

  async #runRound(): Promise<void> {
    const { signal } = this.#control;
    for (const [index, { url, credentials }] of this.#servers().entries()) {
      const result = await this.#deps.testServer(url, credentials, signal);
      if (signal.aborted) return;
      this.#logNews(this.#reports[index], result);
      this.#reports[index] = result;
    }
  }

  #logNews(previous: IceServerReport | undefined, result: IceTestResult): void {
    const { logger } = this.#deps;
    const { url, transport, ms } = result;
    if (result.state === 'ok') {
      if (previous?.state !== 'ok') logger.info('ice-server-works', { url, transport, ms });
      return;
    }
    const { error } = result;
    if (previous?.state === 'failed' && previous.error === error) return;
    logger.warn('ice-server-fails', { url, transport, ms, error, problem: wordsOfFailure(error) });
  }
}
