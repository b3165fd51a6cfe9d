/** Reads bytes one behind the other. Never throws: what is not there reads as zeros, and `isCutOff` says so. */
export class ByteReader {
  readonly #bytes: Uint8Array<ArrayBuffer>;
  #position = 0;
  #isCutOff = false;

  constructor(bytes: Uint8Array<ArrayBuffer>) {
    this.#bytes = bytes;
  }

  /** Whether more was read than there is. */
  get isCutOff(): boolean {
    return this.#isCutOff;
  }

  get remaining(): number {
    return Math.max(0, this.#bytes.length - this.#position);
  }

  byte(): number {
    return this.bytes(1)[0] ?? 0;
  }

  bytes(count: number): Uint8Array<ArrayBuffer> {
    if (count > this.remaining) this.#isCutOff = true;
    const read = new Uint8Array(count);
    read.set(this.#bytes.subarray(this.#position, this.#position + count));
    this.#position += count;
    return read;
  }

  uint16(): number {
    return (this.byte() << 8) | this.byte();
  }

  uint32(): number {
    return (this.uint16() * 0x10000 + this.uint16()) >>> 0;
  }
}
