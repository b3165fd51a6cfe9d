import type { FileOffer, ParticipantId } from '@/lib/protocol';
import { type BlockPlan, DigestList, planBlocks } from './blocks';
import type { Delivery, OutgoingView } from './file-state';
import type { FileRecord } from './file-vault';
import type { Lane } from './lane';
import type { OutgoingStream } from './outgoing-stream';
import { SpeedMeter } from './speed-meter';

/** What somebody gets at present. */
export interface Serving {
  lane: Lane;
  stream: OutgoingStream;
}

interface Receiver {
  serving: Serving | null;
  status: Delivery['status'];
  doneBytes: number;
  readonly speed: SpeedMeter;
}

export interface OutgoingFileOptions {
  offer: FileOffer;
  toName: string | null;
  blob: Blob | null;
  blockBytes: number;
}

/** A file that we offer, and how far it has come with each who has asked for it. */
export class OutgoingFile {
  offer: FileOffer;
  readonly toName: string | null;
  /** `null`: it has to be chosen once more. */
  blob: Blob | null;
  readonly plan: BlockPlan;
  readonly digests = new DigestList();
  readonly receivers = new Map<ParticipantId, Receiver>();

  constructor({ offer, toName, blob, blockBytes }: OutgoingFileOptions) {
    this.offer = offer;
    this.toName = toName;
    this.blob = blob;
    this.plan = planBlocks(offer.size, blockBytes);
  }

  get record(): FileRecord {
    return { role: 'outgoing', offer: this.offer, toName: this.toName };
  }

  concerns(participantId: ParticipantId): boolean {
    return this.offer.to === null || this.offer.to === participantId;
  }

  receiver(participantId: ParticipantId): Receiver {
    const known = this.receivers.get(participantId);
    if (known) return known;
    const receiver: Receiver = { serving: null, status: 'sending', doneBytes: 0, speed: new SpeedMeter() };
    this.receivers.set(participantId, receiver);
    return receiver;
  }

  /** Sends no more of it to somebody. */
  stop(participantId: ParticipantId): void {
    const receiver = this.receivers.get(participantId);
    if (!receiver?.serving) return;
    receiver.serving.lane.remove(receiver.serving.stream);
    receiver.serving = null;
    receiver.speed.reset();
  }

  stopAll(): void {
    for (const participantId of this.receivers.keys()) this.stop(participantId);
  }

  /** Notes how far each has come. */
  measure(nowMs: number): void {
    for (const receiver of this.receivers.values()) {
      if (!receiver.serving) continue;
      receiver.doneBytes = receiver.serving.stream.sentBytes;
      receiver.speed.mark(receiver.doneBytes, nowMs);
    }
  }

  view(): OutgoingView {
    const deliveries = [...this.receivers].map(
      ([participantId, { status, doneBytes, speed }]): [ParticipantId, Delivery] => [
        participantId,
        { status, doneBytes, bytesPerSecond: speed.bytesPerSecond },
      ],
    );
    return { offer: this.offer, toName: this.toName, deliveries: new Map(deliveries) };
  }
}
