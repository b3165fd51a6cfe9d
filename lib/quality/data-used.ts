/** Bytes over all connections of a call, those that have ended included. */
export interface DataUsed {
  sentBytes: number;
  receivedBytes: number;
}

/** Adds up what connections report as their own totals. A connection that is gone keeps its last ones. */
export class DataMeter {
  readonly #connections = new Map<string, DataUsed>();

  /** `connectionId` names one peer connection: the session that replaces it counts from zero again. */
  record(connectionId: string, used: DataUsed): void {
    this.#connections.set(connectionId, used);
  }

  get total(): DataUsed {
    let sentBytes = 0;
    let receivedBytes = 0;
    for (const used of this.#connections.values()) {
      sentBytes += used.sentBytes;
      receivedBytes += used.receivedBytes;
    }
    return { sentBytes, receivedBytes };
  }
}
