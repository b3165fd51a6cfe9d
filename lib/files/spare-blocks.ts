/** Blocks' worth of memory that is kept to be used again. */
const sparesMax = 8;

/** Memory that blocks were in, for those to come: a large file leaves no trail of garbage. */
export class SpareBlocks {
  #spares: Uint8Array<ArrayBuffer>[] = [];

  give(memory: Uint8Array<ArrayBuffer> | null): void {
    if (memory && this.#spares.length < sparesMax) this.#spares.push(memory);
  }

  /** As much as that; what was in it before is to be written over. */
  take(length: number): Uint8Array<ArrayBuffer> {
    const spare = this.#spares.pop();
    return spare?.length === length ? spare : new Uint8Array(length);
  }

  clear(): void {
    this.#spares = [];
  }
}
