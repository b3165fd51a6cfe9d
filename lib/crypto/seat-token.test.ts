import { describe, expect, it } from 'vitest';
import { claimSeatToken, createEpoch, createSeatToken, keepSeatToken } from './seat-token';

const roomId = 'q6oo-7h7n-wff3-fq7f';
const otherRoomId = 'gbip-f2na-lcas-hu7q';

function createStorage(entries: Iterable<[string, string]> = []): Storage & { entries: Map<string, string> } {
  const map = new Map(entries);
  return {
    entries: map,
    get length() {
      return map.size;
    },
    clear: () => map.clear(),
    getItem: (key) => map.get(key) ?? null,
    key: (index) => [...map.keys()][index] ?? null,
    removeItem: (key) => {
      map.delete(key);
    },
    setItem: (key, value) => {
      map.set(key, value);
    },
  };
}

function createForbiddenStorage(): Storage {
  return new Proxy(createStorage(), {
    get() {
      throw new DOMException('denied', 'SecurityError');
    },
  });
}

describe('random names', () => {
  it('have their length and never repeat', () => {
    const tokens = Array.from({ length: 100 }, createSeatToken);
    const epochs = Array.from({ length: 100 }, createEpoch);
    expect(new Set([...tokens, ...epochs]).size).toBe(200);
    for (const token of tokens) expect(token).toMatch(/^[\w-]{22}$/);
    for (const epoch of epochs) expect(epoch).toMatch(/^[\w-]{11}$/);
  });
});

describe('the seat token of a tab (R4)', () => {
  it('survives a reload', () => {
    const storage = createStorage();
    const page = new EventTarget();
    const token = claimSeatToken(storage, roomId);
    keepSeatToken(storage, roomId, token, page);
    page.dispatchEvent(new Event('pagehide'));
    expect(claimSeatToken(storage, roomId)).toBe(token);
  });

  it('is not there for a tab that is duplicated while the page lives', () => {
    const storage = createStorage();
    const page = new EventTarget();
    const token = claimSeatToken(storage, roomId);
    keepSeatToken(storage, roomId, token, page);
    const copy = createStorage(storage.entries);
    expect(claimSeatToken(copy, roomId)).not.toBe(token);
  });

  it('is taken out again when the page returns from the back/forward cache', () => {
    const storage = createStorage();
    const page = new EventTarget();
    const token = claimSeatToken(storage, roomId);
    keepSeatToken(storage, roomId, token, page);
    page.dispatchEvent(new Event('pagehide'));
    page.dispatchEvent(new Event('pageshow'));
    expect(createStorage(storage.entries).length).toBe(0);
    page.dispatchEvent(new Event('pagehide'));
    expect(claimSeatToken(storage, roomId)).toBe(token);
  });

  it('is kept for each room by itself', () => {
    const storage = createStorage();
    const page = new EventTarget();
    const token = claimSeatToken(storage, roomId);
    keepSeatToken(storage, roomId, token, page);
    page.dispatchEvent(new Event('pagehide'));
    expect(claimSeatToken(storage, otherRoomId)).not.toBe(token);
    expect(claimSeatToken(storage, roomId)).toBe(token);
  });

  it('is no longer kept once that was stopped', () => {
    const storage = createStorage();
    const page = new EventTarget();
    const stop = keepSeatToken(storage, roomId, claimSeatToken(storage, roomId), page);
    stop();
    page.dispatchEvent(new Event('pagehide'));
    expect(storage.length).toBe(0);
  });

  it('is made anew when what is stored is no token', () => {
    const storage = createStorage();
    const page = new EventTarget();
    keepSeatToken(storage, roomId, 'not a token', page);
    page.dispatchEvent(new Event('pagehide'));
    expect(claimSeatToken(storage, roomId)).toMatch(/^[\w-]{22}$/);
  });

  it.each([
    ['is forbidden', createForbiddenStorage()],
    ['is not there', null],
  ])('is simply a new one where storage %s', (_, storage) => {
    const page = new EventTarget();
    const token = claimSeatToken(storage, roomId);
    expect(token).toMatch(/^[\w-]{22}$/);
    keepSeatToken(storage, roomId, token, page);
    page.dispatchEvent(new Event('pagehide'));
    expect(claimSeatToken(storage, roomId)).not.toBe(token);
  });
});
