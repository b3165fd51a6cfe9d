import type { ParticipantId, PictureMessage, SendingMessage, ShownSize, WishMessage } from '@/lib/protocol';
import { answeredWithin } from '@/lib/store/answered-within';
import type { Clock, TimerId } from '@/lib/store/clock';
import type { Logger } from '@/lib/store/logger';
import { createStore, type Unsubscribe } from '@/lib/store/store';
import type { UplinkBudget } from '@/lib/webrtc/uplink-budget';
import { DataMeter } from './data-used';
import { judgeUplink, type OutboundSample } from './judge-uplink';
import { noProposal, proposeLowData } from './low-data-proposal';
import { PeerRecord } from './peer-record';
import { openWish, planSending } from './plan-sending';
import { type Quality, type QualityState, type Shown, unknownQuality } from './quality-state';
import { budgetKbps } from './sending-levels';
import { governorStart, governUplink } from './uplink-governor';
import { UplinkProber } from './uplink-prober';

/** Between two looks at the connections: one `getStats` for each. */
const lookEveryMs = 2_000;
/** A connection whose figures take longer is left out of this look. */
const readingMs = 1_000;

/** The connection to one peer that people see now. */
export interface QualityConnection {
  participantId: ParticipantId;
  /** Another one replaces it: counts begin from zero. */
  connectionId: string;
  isConnected: boolean;
  /** They say that their camera is on. */
  isCameraOn: boolean;
  getStats(): Promise<RTCStatsReport>;
}

export interface CallQualityOptions {
  /** Everybody there is a connection to, up or not. */
  connections: () => readonly QualityConnection[];
  /** What one peer would get if nothing were amiss. */
  budget: () => UplinkBudget;
  isScreenOn: () => boolean;
  /** Says something to one peer; `false` when it can't be said now. */
  say: (to: ParticipantId, message: PictureMessage) => boolean;
  /** `plan` gives something else now. */
  onPlan: () => void;
  recover: (participantId: ParticipantId) => void;
  page: { isHidden: () => boolean; onVisibilityChange: (listener: () => void) => Unsubscribe };
  clock: Clock;
  logger: Logger;
}

/** Looks after the connections of a call: rates them, and sends what the line, and the others' screens, can take. */
export class CallQuality implements Quality {
  readonly state = createStore<QualityState>(unknownQuality);
  readonly #options: CallQualityOptions;
  readonly #records = new Map<ParticipantId, PeerRecord>();
  readonly #meter = new DataMeter();
  readonly #prober: UplinkProber;
  readonly #timer: TimerId;
  readonly #stopWatchingPage: Unsubscribe;
  #governor = governorStart;
  #proposal = noProposal;
  #shown: ReadonlyMap<ParticipantId, Shown> = new Map();
  #isDataLow = false;
  #isLooking = false;
  #isClosed = false;

  constructor(options: CallQualityOptions) {
    this.#options = options;
    this.#prober = new UplinkProber(options.clock, options.onPlan);
    this.#timer = options.clock.setInterval(() => void this.#look(), lookEveryMs);
    this.#stopWatchingPage = options.page.onVisibilityChange(() => this.#sayWishes());
    this.#sayWishes();
  }

  /** What a peer gets of its budget now. */
  plan(participantId: ParticipantId, budget: UplinkBudget): UplinkBudget {
    const record = this.#record(participantId);
    const planned = this.#planAt(this.#governor.level, record, budget);
    return this.#prober.shape(participantId, planned, this.#planAt(0, record, budget));
  }

  receive(from: ParticipantId, message: PictureMessage): void {
    const record = this.#record(from);
    if (message.kind === 'wish') {
      record.wish = message.content;
      this.#options.onPlan();
    } else {
      record.theirCamera = message.content.camera;
      this.#publish();
    }
  }

  /** A peer can be spoken to, perhaps for the first time in its life: it hears everything. */
  onReachable(participantId: ParticipantId): void {
    const record = this.#record(participantId);
    record.saidWish = null;
    this.#sayWish(participantId, record);
    record.ourCamera = this.#sendingTo(record);
    this.#saySending(participantId, record);
  }

  /** They are gone, or begin a new life: nothing that they said holds any more. */
  forget(participantId: ParticipantId): void {
    this.#prober.forget(participantId);
    if (this.#records.delete(participantId)) this.#publish();
  }

  setDataLow(isDataLow: boolean): void {
    this.#isDataLow = isDataLow;
    if (isDataLow) this.#proposal = { status: 'answered' };
    this.#publish();
    this.#sayWishes();
    this.#options.onPlan();
  }

  declineLowData(): void {
    this.#proposal = { status: 'answered' };
    this.#publish();
  }

  setShown(shown: ReadonlyMap<ParticipantId, Shown>): void {
    this.#shown = shown;
    this.#sayWishes();
  }

  recover(participantId: ParticipantId): void {
    this.#options.logger.warn('picture not shown, connecting anew');
    this.#options.recover(participantId);
  }

  close(): void {
    this.#isClosed = true;
    this.#options.clock.clearInterval(this.#timer);
    this.#prober.close();
    this.#stopWatchingPage();
  }

  /** Nobody sees the figures of a hidden page; what is shared from behind it has to go on arriving. */
  async #look(): Promise<void> {
    if (this.#isLooking || this.#isClosed) return;
    if (this.#options.page.isHidden() && !this.#options.isScreenOn()) {
      for (const record of this.#records.values()) record.pause();
      return;
    }
    this.#isLooking = true;
    const connections = this.#options.connections();
    this.#forgetAllBut(connections);
    await Promise.allSettled(connections.map((connection) => this.#read(connection)));
    this.#isLooking = false;
    if (this.#isClosed) return;
    this.#govern();
    this.#propose();
    this.#publish();
  }

  async #read(connection: QualityConnection): Promise<void> {
    const { participantId } = connection;
    const record = this.#record(participantId);
    if (!connection.isConnected) {
      record.pause();
      return;
    }
    const report = await answeredWithin(this.#options.clock, readingMs, connection.getStats());
    if (!report) {
      record.pause();
      return;
    }
    const isCameraExpected = connection.isCameraOn && this.#wishTo(participantId).camera !== 'none';
    const nowMs = this.#options.clock.now();
    const totals = record.read(connection.connectionId, report, { isCameraExpected }, nowMs);
    this.#meter.record(`${participantId}/${connection.connectionId}/${totals.pathId}`, {
      sentBytes: totals.bytesSent,
      receivedBytes: totals.bytesReceived,
    });
  }

  #govern(): void {
    const samples = [...this.#records].flatMap(([participantId, record]) => {
      const sample = this.#outbound(record);
      return sample ? [{ participantId, record, sample, wantedKbps: this.#kbpsAt(0, record) }] : [];
    });
    if (samples.length === 0) return;
    const { level } = this.#governor;
    const verdict = judgeUplink(samples.map(({ sample }) => sample));
    this.#governor = governUplink(this.#governor, verdict);
    this.#prober.look(samples.map((each) => ({ ...each, isReduced: this.#governor.level > 0 })));
    if (this.#governor.level === level) return;
    this.#options.logger.info('sending level', { level: this.#governor.level, verdict });
    // Only now: else pictures would go on and off as two peers take turns in being the worse one.
    const byBadness = samples.sort((one, other) => badness(other.sample) - badness(one.sample));
    byBadness.forEach(({ record }, index) => {
      record.isWorse = index < Math.floor(samples.length / 2);
    });
    this.#options.onPlan();
    for (const [participantId, record] of this.#records) this.#describeSending(participantId, record);
  }

  #outbound(record: PeerRecord): OutboundSample | null {
    const { level } = this.#governor;
    const nowMs = this.#options.clock.now();
    return record.outbound(nowMs, this.#kbpsAt(level, record), this.#kbpsAt(level - 1, record));
  }

  #kbpsAt(level: number, record: PeerRecord): number {
    return budgetKbps(this.#planAt(level, record, this.#options.budget()), this.#options.isScreenOn());
  }

  #planAt(level: number, { wish, isWorse }: PeerRecord, budget: UplinkBudget): UplinkBudget {
    return planSending(budget, { level, isWorse, wish, isDataLow: this.#isDataLow });
  }

  #describeSending(participantId: ParticipantId, record: PeerRecord): void {
    const camera = this.#sendingTo(record);
    if (camera === record.ourCamera) return;
    record.ourCamera = camera;
    this.#saySending(participantId, record);
  }

  /** What our line lets us send them of our camera, whatever they wish for. */
  #sendingTo({ isWorse }: PeerRecord): SendingMessage['camera'] {
    const { level } = this.#governor;
    const { camera } = planSending(this.#options.budget(), {
      level,
      isWorse,
      wish: openWish,
      isDataLow: false,
    });
    if (!camera.isSent) return 'paused';
    return level > 0 ? 'reduced' : 'full';
  }

  #propose(): void {
    const ratings = this.#options
      .connections()
      .filter(({ isConnected }) => isConnected)
      .map(({ participantId }) => this.#record(participantId).rating);
    this.#proposal = proposeLowData(this.#proposal, ratings, this.#isDataLow, this.#options.clock.now());
  }

  #saySending(participantId: ParticipantId, { ourCamera: camera }: PeerRecord): void {
    this.#options.say(participantId, { kind: 'sending', content: { version: 1, camera } });
  }

  #sayWishes(): void {
    for (const { participantId } of this.#options.connections()) {
      this.#sayWish(participantId, this.#record(participantId));
    }
  }

  #sayWish(participantId: ParticipantId, record: PeerRecord): void {
    const content = this.#wishTo(participantId);
    if (record.saidWish && isSameWish(record.saidWish, content)) return;
    if (this.#options.say(participantId, { kind: 'wish', content })) record.saidWish = content;
  }

  /** Behind a hidden page a camera is of no use; a screen goes on small, for it takes long to come back. */
  #wishTo(participantId: ParticipantId): WishMessage {
    const { camera, screen } = this.#shown.get(participantId) ?? openWish;
    const isHidden = this.#options.page.isHidden();
    const smaller: ShownSize = screen === 'none' ? 'none' : 'small';
    return {
      version: 1,
      camera: isHidden ? 'none' : camera,
      screen: isHidden ? smaller : screen,
      isDataLow: this.#isDataLow,
    };
  }

  #record(participantId: ParticipantId): PeerRecord {
    const record = this.#records.get(participantId) ?? new PeerRecord();
    this.#records.set(participantId, record);
    return record;
  }

  #forgetAllBut(connections: readonly QualityConnection[]): void {
    const known = new Set(connections.map(({ participantId }) => participantId));
    for (const participantId of [...this.#records.keys()]) {
      if (known.has(participantId)) continue;
      this.#records.delete(participantId);
      this.#prober.forget(participantId);
    }
  }

  #publish(): void {
    this.state.set({
      peers: new Map([...this.#records].map(([participantId, record]) => [participantId, record.quality])),
      dataUsed: this.#meter.total,
      isDataLow: this.#isDataLow,
      isLowDataProposed: this.#proposal.status === 'proposed',
    });
  }
}

function isSameWish(one: WishMessage, other: WishMessage): boolean {
  return one.camera === other.camera && one.screen === other.screen && one.isDataLow === other.isDataLow;
}

function badness({ lossShare, rttMs }: OutboundSample): number {
  return lossShare * 10_000 + (rttMs ?? 0);
}
