/** Puts bytes one behind the other. */
export class ByteWriter {
  readonly #bytes: number[] = [];

  byte(value: number): this {
    this.#bytes.push(value & 0xff);
    return this;
  }

  bytes(values: Iterable<number>): this {
    this.#bytes.push(...values);
    return this;
  }

  /** Sixteen bits, the higher byte first. */
  uint16(value: number): this {
    return this.byte(value >> 8).byte(value);
  }

  /** Thirty-two bits, the highest byte first. */
  uint32(value: number): this {
    return this.uint16(value >>> 16).uint16(value & 0xffff);
  }

  toBytes(): Uint8Array<ArrayBuffer> {
    return Uint8Array.from(this.#bytes);
  }
}
