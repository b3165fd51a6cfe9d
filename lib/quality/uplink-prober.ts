import type { ParticipantId } from '@/lib/protocol';
import type { Clock, TimerId } from '@/lib/store/clock';
import type { SendLimit, UplinkBudget } from '@/lib/webrtc/uplink-budget';
import { isClear, type OutboundSample } from './judge-uplink';

/** So long much less is sent than the line bears, until the browser's estimator takes the sender for one that has little to send. */
const restMs = 700;
const restShare = 0.45;
/** So long the bitrate asked for is that of the whole picture: the estimator tries the line as soon as it is raised. */
const reachMs = 500;
/** A line that turned out wider than it was thought by this factor may be wider still. */
const growth = 1.2;
/** Looks to wait after probes that found nothing: few at first, for lines recover; more on one that stays as it is. */
const waitAtFirst = 2;
const waitLater = 4;
const failuresAtFirst = 10;

/** What sending to one peer is like now. */
export interface ProbeTarget {
  participantId: ParticipantId;
  sample: OutboundSample;
  /** What everything that we would like to send takes, in kbit/s. */
  wantedKbps: number;
  /** Less is sent than we would like to, at a lower sending level. */
  isReduced: boolean;
}

interface Experience {
  /** What the line seemed to bear when it was last probed, while the result is not known. */
  probedAtKbps: number | null;
  failureCount: number;
  looksToWait: number;
}

interface Probe {
  participantId: ParticipantId;
  step: 'rest' | 'reach';
  /** The part of its bitrate that everything gets while it rests. */
  share: number;
  timer: TimerId;
}

/**
 * Finds out quickly that a line has become wider. Bandwidth estimators grow by 8 % a second while a sender is held back,
 * but try twice the bitrate at once when a sender that had little to send asks for more (draft-ietf-rmcat-gcc leaves
 * probing open; this is how libwebrtc does it). So, where the line is too narrow for what we want and has neither loss
 * nor a queue, we send less for a moment and then ask for everything. One peer at a time.
 */
export class UplinkProber {
  readonly #clock: Clock;
  readonly #onChange: () => void;
  /** The one whose turn was longest ago comes first. */
  readonly #experiences = new Map<ParticipantId, Experience>();
  #probe: Probe | null = null;

  /** `onChange`: `shape` gives something else now. */
  constructor(clock: Clock, onChange: () => void) {
    this.#clock = clock;
    this.#onChange = onChange;
  }

  /** Takes in how sending goes now, to everybody; may begin a probe. */
  look(targets: readonly ProbeTarget[]): void {
    for (const target of targets) this.#learn(target);
    if (this.#probe) return;
    const due = new Map(targets.filter(isWorthwhile).map((target) => [target.participantId, target]));
    for (const [participantId, { looksToWait }] of this.#experiences) {
      const target = due.get(participantId);
      if (!target || looksToWait > 0) continue;
      this.#begin(target);
      return;
    }
  }

  /** What a peer gets while it is probed: of `planned`, what it would get otherwise, and `whole`, what we want to send. */
  shape(participantId: ParticipantId, planned: UplinkBudget, whole: UplinkBudget): UplinkBudget {
    if (this.#probe?.participantId !== participantId) return planned;
    const { step, share } = this.#probe;
    const limited = (name: 'camera' | 'screen'): SendLimit => {
      const kbps =
        step === 'rest' ? Math.ceil(planned[name].maxBitrateKbps * share) : whole[name].maxBitrateKbps;
      return { ...planned[name], maxBitrateKbps: kbps };
    };
    return { ...planned, camera: limited('camera'), screen: limited('screen') };
  }

  forget(participantId: ParticipantId): void {
    this.#experiences.delete(participantId);
  }

  close(): void {
    if (this.#probe) this.#clock.clearTimeout(this.#probe.timer);
    this.#probe = null;
  }

  #learn({ participantId, sample: { availableKbps } }: ProbeTarget): void {
    const { probedAtKbps, failureCount, looksToWait } = this.#experiences.get(participantId) ?? fresh;
    const waited = { probedAtKbps: null, failureCount, looksToWait: Math.max(0, looksToWait - 1) };
    if (probedAtKbps === null || availableKbps === null) {
      this.#experiences.set(participantId, waited);
    } else if (availableKbps >= growth * probedAtKbps) {
      this.#experiences.set(participantId, fresh);
    } else {
      const wait = failureCount < failuresAtFirst ? waitAtFirst : waitLater;
      this.#experiences.set(participantId, {
        ...waited,
        failureCount: failureCount + 1,
        looksToWait: wait - 1,
      });
    }
  }

  #begin({ participantId, sample }: ProbeTarget): void {
    const experience = this.#experiences.get(participantId) ?? fresh;
    this.#experiences.delete(participantId);
    this.#experiences.set(participantId, { ...experience, probedAtKbps: sample.availableKbps });
    const share = Math.min(1, (restShare * (sample.availableKbps ?? 0)) / sample.budgetKbps);
    const timer = this.#clock.setTimeout(() => this.#reach(participantId), restMs);
    this.#probe = { participantId, step: 'rest', share, timer };
    this.#onChange();
  }

  #reach(participantId: ParticipantId): void {
    const timer = this.#clock.setTimeout(() => {
      this.#probe = null;
      this.#onChange();
    }, reachMs);
    this.#probe = { participantId, step: 'reach', share: 1, timer };
    this.#onChange();
  }
}

const fresh: Experience = { probedAtKbps: null, failureCount: 0, looksToWait: 0 };

/** The line holds pictures back, and nothing says that it is full. */
function isWorthwhile({ sample, wantedKbps, isReduced }: ProbeTarget): boolean {
  const { availableKbps, limitation } = sample;
  const isHeldBack = isReduced || limitation === 'bandwidth';
  return isHeldBack && availableKbps !== null && availableKbps < wantedKbps && isClear(sample);
}
