import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FileRecord } from '../file-vault';
import { OpfsVault } from './opfs-vault';
import type { VaultAnswer, VaultRequest } from './vault-calls';

const record = { role: 'outgoing', offer: { fileId: 'file' } } as FileRecord;

let asked: string[];
let worker: StubWorker;

/** Answers when the test says so. */
class StubWorker {
  onmessage: ((event: { data: VaultAnswer }) => void) | null = null;
  onerror: (() => void) | null = null;
  readonly #pending: VaultRequest[] = [];
  constructor() {
    worker = this;
  }
  postMessage(request: VaultRequest): void {
    asked.push(request.call);
    this.#pending.push(request);
  }
  answerAll(): void {
    for (const { id, call } of this.#pending.splice(0))
      this.onmessage?.({ data: { id, ok: true, answer: call === 'open' ? [] : null } });
  }
}

const settle = () => new Promise((resolve) => setImmediate(resolve));
const openVault = () => new OpfsVault({ roomId: 'cccc-cccc-cccc-cccc', self: 'aaaa-aaaa-aaaa-aaaa' });

beforeEach(() => {
  asked = [];
  vi.stubGlobal('Worker', StubWorker);
});
afterEach(() => vi.unstubAllGlobals());

describe('OpfsVault', () => {
  it('loads no worker where nothing was ever kept', async () => {
    const getDirectoryHandle = () => Promise.reject(new DOMException('none', 'NotFoundError'));
    vi.stubGlobal('navigator', { storage: { getDirectory: async () => ({ getDirectoryHandle }) } });
    const vault = openVault();
    expect(await vault.open()).toEqual([]);
    await vault.remove('file');
    await vault.update(record);
    expect([asked, vault.isLasting]).toEqual([[], true]);
  });

  it('asks in the order of the calls, also of those that were made before the worker was ready', async () => {
    const vault = openVault();
    const staging = vault.stage(record, new Blob(['x']));
    const removing = vault.remove('file');
    await settle();
    expect(asked).toEqual(['open']);
    worker.answerAll();
    await settle();
    expect(asked).toEqual(['open', 'stage', 'remove']);
    worker.answerAll();
    await Promise.all([staging, removing]);
  });

  it('keeps in memory where the browser has no disk for pages', async () => {
    vi.stubGlobal('navigator', {
      storage: { getDirectory: () => Promise.reject(new DOMException('private', 'SecurityError')) },
    });
    const vault = openVault();
    await vault.open();
    await vault.stage(record, new Blob(['x']));
    expect([vault.isLasting, asked]).toEqual([false, []]);
  });

  it('says so when the worker fails', async () => {
    const vault = openVault();
    const staging = vault.stage(record, new Blob(['x']));
    await settle();
    worker.answerAll();
    await settle();
    const failed = expect(staging).rejects.toThrow('the file worker has failed');
    worker.onerror?.();
    await failed;
  });
});
