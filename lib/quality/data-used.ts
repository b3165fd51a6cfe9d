/** Bytes over all paths of a call, those that have ended included. */
export interface DataUsed {
  sentBytes: number;
  receivedBytes: number;
}

/** Adds up what paths report as their own totals. One that is gone, or not taken now, keeps its last ones. */
export class DataMeter {
  readonly #paths = new Map<string, DataUsed>();

  /** `pathId` names one candidate pair of one peer connection: each counts from zero. */
  record(pathId: string, used: DataUsed): void {
    this.#paths.set(pathId, used);
  }

  get total(): DataUsed {
    let sentBytes = 0;
    let receivedBytes = 0;
    for (const used of this.#paths.values()) {
      sentBytes += used.sentBytes;
      receivedBytes += used.receivedBytes;
    }
    return { sentBytes, receivedBytes };
  }
}
