import type { SendingMessage, WishMessage } from '@/lib/protocol';
import { type ConnectionTotals, readConnectionTotals } from './connection-totals';
import type { OutboundSample } from './judge-uplink';
import { openWish } from './plan-sending';
import type { PeerQuality } from './quality-state';
import { rateQuality, ratingsKept } from './rate-quality';
import { goodRating, type PictureExpectations, type Rating, rateSample } from './rate-sample';
import { type PeerSample, readSample } from './read-sample';

/** A path's first moments are spent on finding out what the line bears: they say nothing yet. */
const settlingMs = 8_000;

/** What is remembered of one peer between two looks at its connection. */
export class PeerRecord {
  /** What they ask of our pictures. */
  wish: WishMessage = openWish;
  theirCamera: SendingMessage['camera'] = 'full';
  ourCamera: SendingMessage['camera'] = 'full';
  /** What was last said to them, to say each thing once. */
  saidWish: WishMessage | null = null;
  /** Of the peers, this one has one of the worse connections. */
  isWorse = false;
  /** The connection and its path: what was learned of one holds for no other. */
  #path: string | null = null;
  #begunMs = 0;
  #totals: ConnectionTotals | null = null;
  #sample: PeerSample | null = null;
  #baseRttMs: number | null = null;
  #ratings: readonly Rating[] = [];
  #rating: Rating = goodRating;

  /** Takes in a report of this connection. Returns its totals. */
  read(
    connectionId: string,
    report: RTCStatsReport,
    expectations: Omit<PictureExpectations, 'isReducedThere'>,
    nowMs: number,
  ): ConnectionTotals {
    const totals = readConnectionTotals(report, nowMs);
    const path = `${connectionId}/${totals.pathId}`;
    if (path !== this.#path) this.#begin(path, nowMs);
    this.#sample = this.#totals ? readSample(this.#totals, totals) : null;
    this.#totals = totals;
    if (totals.rttMs !== null) {
      this.#baseRttMs = Math.min(this.#baseRttMs ?? Number.POSITIVE_INFINITY, totals.rttMs);
    }
    if (this.#sample && nowMs - this.#begunMs >= settlingMs) this.#rate(this.#sample, expectations);
    return totals;
  }

  /** Time has passed unseen: the next report begins a new interval. */
  pause(): void {
    this.#totals = null;
    this.#sample = null;
  }

  /** How sending to this peer goes; `null` while that is not known, or too new to say. */
  outbound(nowMs: number, budgetKbps: number, nextBudgetKbps: number): OutboundSample | null {
    if (!this.#sample || nowMs - this.#begunMs < settlingMs) return null;
    return {
      lossShare: this.#sample.outboundLossShare,
      rttMs: this.#sample.rttMs,
      baseRttMs: this.#baseRttMs,
      availableKbps: this.#sample.availableOutgoingKbps,
      limitation: this.#sample.limitation,
      budgetKbps,
      nextBudgetKbps,
    };
  }

  get rating(): Rating {
    return this.#rating;
  }

  get quality(): PeerQuality {
    const { theirCamera, ourCamera } = this;
    return { rating: this.#rating, sample: this.#sample, theirCamera, ourCamera };
  }

  #begin(path: string, nowMs: number): void {
    this.#path = path;
    this.#begunMs = nowMs;
    this.#baseRttMs = null;
    this.#ratings = [];
    this.#rating = goodRating;
    this.pause();
  }

  #rate(sample: PeerSample, { isCameraExpected }: Omit<PictureExpectations, 'isReducedThere'>): void {
    const expectations = {
      isCameraExpected: isCameraExpected && this.theirCamera !== 'paused',
      isReducedThere: this.theirCamera !== 'full',
    };
    this.#ratings = [...this.#ratings, rateSample(sample, expectations)].slice(-ratingsKept);
    this.#rating = rateQuality(this.#rating, this.#ratings);
  }
}
