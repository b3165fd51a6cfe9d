import {
  type FakeRtpTransceiver,
  intersectDirections,
  isSending,
  reverseDirection,
} from './fake-rtp-transceiver';
import { type FakeMediaSection, type FakeSdp, formatSdp } from './fake-sdp';

export interface FakeDescription {
  type: 'offer' | 'answer';
  sdp: FakeSdp;
}

export interface FakeSignalingOptions {
  createUsernameFragment: () => string;
  createOrigin: () => string;
  fingerprint: string;
  addTransceiver: (kind: 'audio' | 'video') => FakeRtpTransceiver;
}

/**
 * The signaling state machine of a peer connection with its descriptions and transceivers (webrtc-pc 4.3.1, 4.4.1.5;
 * RFC 8829 section 4.1). Every method is one synchronous change; what is refused changes nothing.
 */
export class FakeSignaling {
  state: RTCSignalingState = 'stable';
  currentLocal: FakeDescription | null = null;
  pendingLocal: FakeDescription | null = null;
  currentRemote: FakeDescription | null = null;
  pendingRemote: FakeDescription | null = null;
  transceivers: FakeRtpTransceiver[] = [];
  /** `[[LocalIceCredentialsToReplace]]`: kept until an answer has replaced them, whatever is rolled back. */
  readonly #credentialsToReplace = new Set<string>();
  readonly #options: FakeSignalingOptions;
  #lastMid = -1;
  /** Which transceiver each section of the last created offer stands for. */
  #offered = new Map<string, FakeRtpTransceiver>();

  constructor(options: FakeSignalingOptions) {
    this.#options = options;
  }

  get remote(): FakeDescription | null {
    return this.pendingRemote ?? this.currentRemote;
  }

  restartIce(): void {
    this.#credentialsToReplace.clear();
    for (const description of [this.currentLocal, this.pendingLocal]) {
      if (description) this.#credentialsToReplace.add(description.sdp.usernameFragment);
    }
  }

  createOffer(): FakeSdp {
    this.#offered = new Map();
    const sections = (this.currentLocal?.sdp.sections ?? []).map((section) =>
      this.#describe(section, this.transceivers.find(({ mid }) => mid === section.mid) ?? null, 'sendrecv'),
    );
    for (const transceiver of this.transceivers) {
      if (transceiver.mid !== null || transceiver.isStopping) continue;
      const { kind } = transceiver;
      sections.push(this.#describe({ kind, mid: this.#createMid() }, transceiver, 'sendrecv'));
    }
    return this.#compose(sections, this.#credentialsToReplace.size > 0);
  }

  createAnswer(): FakeSdp {
    const offer = this.pendingRemote;
    if (!offer) throw new DOMException('no offer to answer', 'InvalidStateError');
    const sections = offer.sdp.sections.map((section) => {
      const transceiver = this.transceivers.find(({ mid }) => mid === section.mid) ?? null;
      return this.#describe(
        section,
        section.isRejected ? null : transceiver,
        reverseDirection(section.direction),
      );
    });
    const isRestart = this.currentRemote?.sdp.usernameFragment !== offer.sdp.usernameFragment;
    return this.#compose(sections, isRestart);
  }

  applyLocal(description: FakeDescription): void {
    const isValid =
      description.type === 'offer'
        ? this.state === 'stable' || this.state === 'have-local-offer'
        : this.state === 'have-remote-offer';
    if (!isValid) throw new DOMException(`${description.type} in ${this.state}`, 'InvalidStateError');
    if (description.type === 'offer') {
      this.pendingLocal = description;
      this.state = 'have-local-offer';
      for (const [mid, transceiver] of this.#offered) transceiver.mid = mid;
    } else {
      this.#agree(description, this.pendingRemote);
    }
  }

  /** Remote candidates of the same generation are kept, whether or not the new description repeats them. */
  applyRemote(description: FakeDescription): void {
    const former = this.currentRemote?.sdp;
    if (former?.usernameFragment === description.sdp.usernameFragment) {
      description.sdp.candidates = [...new Set([...former.candidates, ...description.sdp.candidates])];
    }
    if (description.type === 'offer') this.#applyRemoteOffer(description);
    else this.#applyRemoteAnswer(description);
  }

  /** Back to the last stable state; transceivers that only the pending description named lose their section. */
  rollback(): void {
    if (this.state !== 'have-local-offer' && this.state !== 'have-remote-offer') {
      throw new DOMException(`rollback in ${this.state}`, 'InvalidStateError');
    }
    const stableMids = new Set(this.currentLocal?.sdp.sections.map(({ mid }) => mid));
    for (const transceiver of this.transceivers) {
      if (transceiver.mid === null || stableMids.has(transceiver.mid)) continue;
      transceiver.mid = null;
      if (transceiver.isFromRemote) transceiver.markStopped();
    }
    this.transceivers = this.transceivers.filter(
      ({ isFromRemote, isStopped }) => !(isFromRemote && isStopped),
    );
    this.pendingLocal = null;
    this.pendingRemote = null;
    this.state = 'stable';
  }

  /** "Check if negotiation is needed" (webrtc-pc 4.7.3). */
  isNegotiationNeeded(): boolean {
    if (this.#credentialsToReplace.size > 0) return true;
    return this.transceivers.some((transceiver) => this.#isOutdated(transceiver));
  }

  #applyRemoteOffer(offer: FakeDescription): void {
    if (this.state !== 'stable' && this.state !== 'have-remote-offer') {
      throw new DOMException(`offer in ${this.state}`, 'InvalidStateError');
    }
    const known = this.currentRemote?.sdp.sections ?? [];
    if (!known.every(({ kind, mid }, i) => isSection(offer.sdp.sections[i], kind, mid))) {
      throw new DOMException('sections changed their place', 'InvalidAccessError');
    }
    this.pendingRemote = offer;
    this.state = 'have-remote-offer';
    for (const section of offer.sdp.sections) {
      const existing = this.transceivers.find(({ mid }) => mid === section.mid);
      if (!existing && section.isRejected) continue;
      const transceiver = existing ?? this.#options.addTransceiver(section.kind);
      transceiver.mid = section.mid;
      if (section.isRejected) transceiver.markStopped();
    }
  }

  #applyRemoteAnswer(answer: FakeDescription): void {
    if (this.state !== 'have-local-offer' || !this.pendingLocal) {
      throw new DOMException(`answer in ${this.state}`, 'InvalidStateError');
    }
    const offered = this.pendingLocal.sdp.sections;
    const isFitting =
      offered.length === answer.sdp.sections.length &&
      offered.every(({ kind, mid }, i) => isSection(answer.sdp.sections[i], kind, mid));
    if (!isFitting) throw new DOMException('answer to another offer', 'InvalidAccessError');
    this.#agree(this.pendingLocal, answer);
  }

  #agree(local: FakeDescription, remote: FakeDescription | null): void {
    this.currentLocal = local;
    this.currentRemote = remote;
    this.pendingLocal = null;
    this.pendingRemote = null;
    this.state = 'stable';
    const answer = local.type === 'answer' ? local : remote;
    for (const transceiver of this.transceivers) {
      const section = answer?.sdp.sections.find(({ mid }) => mid === transceiver.mid);
      if (!section) continue;
      transceiver.isFromRemote = false;
      if (section.isRejected) transceiver.markStopped();
      else {
        transceiver.currentDirection =
          answer === local ? section.direction : reverseDirection(section.direction);
      }
    }
    this.transceivers = this.transceivers.filter(({ isStopped }) => !isStopped);
    if (!this.#credentialsToReplace.has(local.sdp.usernameFragment)) this.#credentialsToReplace.clear();
  }

  #describe(
    { kind, mid }: Pick<FakeMediaSection, 'kind' | 'mid'>,
    transceiver: FakeRtpTransceiver | null,
    limit: RTCRtpTransceiverDirection,
  ): FakeMediaSection {
    if (!transceiver || transceiver.isStopping) {
      return { kind, mid, direction: 'inactive', streamIds: [], isRejected: true };
    }
    this.#offered.set(mid, transceiver);
    const direction = intersectDirections(transceiver.direction, limit);
    const streamIds = isSending(direction) ? transceiver.sender.streamIds : [];
    return { kind, mid, direction, streamIds, isRejected: false };
  }

  #compose(sections: FakeMediaSection[], isRestart: boolean): FakeSdp {
    const former = isRestart ? null : this.currentLocal?.sdp;
    return {
      origin: this.#options.createOrigin(),
      usernameFragment: former?.usernameFragment ?? this.#options.createUsernameFragment(),
      fingerprint: this.#options.fingerprint,
      sections,
      candidates: former?.candidates ?? [],
      isEndOfCandidates: former?.isEndOfCandidates ?? false,
    };
  }

  #createMid(): string {
    const taken = [this.currentLocal, this.currentRemote].flatMap(
      (description) => description?.sdp.sections.map(({ mid }) => mid) ?? [],
    );
    do this.#lastMid += 1;
    while (taken.includes(String(this.#lastMid)));
    return String(this.#lastMid);
  }

  #isOutdated(transceiver: FakeRtpTransceiver): boolean {
    if (transceiver.isStopped) return false;
    if (transceiver.isStopping) return transceiver.mid !== null;
    if (transceiver.mid === null) return true;
    const find = (description: FakeDescription | null) =>
      description?.sdp.sections.find(({ mid }) => mid === transceiver.mid);
    const local = find(this.currentLocal);
    const remote = find(this.currentRemote);
    if (!local || !remote) return true;
    const { direction } = transceiver;
    const { streamIds } = transceiver.sender;
    // An answer may not send what the offer does not want, so its streams are compared only where it does send.
    if (isSending(direction) && isSending(local.direction) && !isSame(streamIds, local.streamIds))
      return true;
    if (this.currentLocal?.type === 'offer') {
      return direction !== local.direction && direction !== reverseDirection(remote.direction);
    }
    return local.direction !== intersectDirections(direction, reverseDirection(remote.direction));
  }
}

function isSection(section: FakeMediaSection | undefined, kind: string, mid: string): boolean {
  return section?.kind === kind && section.mid === mid;
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((value, i) => value === b[i]);
}

/** A description as the browser shows it. */
export function toSessionDescription(description: FakeDescription | null): RTCSessionDescription | null {
  if (!description) return null;
  const init = { type: description.type, sdp: formatSdp(description.sdp) };
  return { ...init, toJSON: () => init };
}
