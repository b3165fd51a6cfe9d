import { toBase64Url } from '@/lib/protocol';

/** Bytes of every block of a file but the last one (PROTOCOL F3). */
export const standardBlockBytes = 256 * 1024;
export const digestBytes = 32;

/** How a file falls into blocks. */
export interface BlockPlan {
  readonly size: number;
  readonly blockBytes: number;
  readonly count: number;
}

/** An empty file has no blocks. */
export function planBlocks(size: number, blockBytes: number): BlockPlan {
  return { size, blockBytes, count: Math.ceil(size / blockBytes) };
}

/** Bytes of one block; 0 beyond the last. */
export function blockLength({ size, blockBytes }: BlockPlan, index: number): number {
  return Math.max(0, Math.min(blockBytes, size - index * blockBytes));
}

/** SHA-256. */
export async function digestOf(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
}

export function isSameDigest(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, index) => byte === other[index]);
}

/** As room messages carry it. */
export function digestText(digest: Uint8Array): string {
  return toBase64Url(digest);
}

/** The digests of a file's blocks, one after the other. Grows as they become known; gaps are allowed. */
export class DigestList {
  #bytes = new Uint8Array(64 * digestBytes);
  readonly #known = new Set<number>();
  #prefix = 0;

  /** Those of the first blocks, one after the other. */
  static from(bytes: Uint8Array): DigestList {
    const list = new DigestList();
    for (let at = 0; at + digestBytes <= bytes.length; at += digestBytes) {
      list.set(at / digestBytes, bytes.subarray(at, at + digestBytes));
    }
    return list;
  }

  /** How many are known without a gap, from the first on. */
  get prefixCount(): number {
    return this.#prefix;
  }

  get(index: number): Uint8Array<ArrayBuffer> | null {
    if (index < 0 || (index >= this.#prefix && !this.#known.has(index))) return null;
    return this.#bytes.slice(index * digestBytes, (index + 1) * digestBytes);
  }

  set(index: number, digest: Uint8Array): void {
    const needed = (index + 1) * digestBytes;
    if (this.#bytes.length < needed) {
      const grown = new Uint8Array(Math.max(needed, this.#bytes.length * 2));
      grown.set(this.#bytes);
      this.#bytes = grown;
    }
    this.#bytes.set(digest, index * digestBytes);
    if (index >= this.#prefix) this.#known.add(index);
    while (this.#known.delete(this.#prefix)) this.#prefix += 1;
  }

  /** Digest of the file: SHA-256 over the digests of its blocks (PROTOCOL F3). */
  digestOfAll(count: number): Promise<Uint8Array<ArrayBuffer>> {
    return digestOf(this.#bytes.slice(0, count * digestBytes));
  }
}
