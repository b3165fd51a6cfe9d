/** Blocks' worth of memory that is kept to be used again. */
const sparesMax = 8;

/**
 * Puts one block after another together, from pieces that come in order. Memory that blocks were in serves again: a
 * large file leaves no trail of garbage.
 */
export class BlockBuilder {
  #block: Uint8Array<ArrayBuffer> | null = null;
  #filled = 0;
  #spares: Uint8Array<ArrayBuffer>[] = [];

  /** Adds a piece to a block of `length` bytes. `false`: it does not continue what is there. */
  add({ offset, bytes }: { offset: number; bytes: Uint8Array }, length: number): boolean {
    if (offset !== this.#filled || offset + bytes.length > length) return false;
    this.#block ??= this.#takeSpare(length);
    this.#block.set(bytes, offset);
    this.#filled += bytes.length;
    return true;
  }

  /** The block, where it is whole; what comes then belongs to the next one. */
  finish(): Uint8Array<ArrayBuffer> | null {
    const block = this.#block;
    if (this.#filled !== block?.length) return null;
    this.drop();
    return block;
  }

  /** What is there of a block does not count. */
  drop(): void {
    this.#block = null;
    this.#filled = 0;
  }

  /** Takes back the memory of a block that is not needed any more. */
  give(memory: Uint8Array<ArrayBuffer> | null): void {
    if (memory && this.#spares.length < sparesMax) this.#spares.push(memory);
  }

  /** No more blocks come. */
  clear(): void {
    this.drop();
    this.#spares = [];
  }

  /** All of it is written over. */
  #takeSpare(length: number): Uint8Array<ArrayBuffer> {
    const spare = this.#spares.pop();
    return spare?.length === length ? spare : new Uint8Array(length);
  }
}
