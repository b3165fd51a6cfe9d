import { describe, expect, it } from 'vitest';
import { chainDigest, hashEntry, isEntrySigned, openLogKey } from './sign-entry';

const roomId = 'q6oo-7h7n-wff3-fq7f';
const header = {
  participantId: 'scxk-ihwx-3ljs-pe5n',
  publicKey: 'BGsX0fLhLEJH-Lzm5WOkQPJ3A32BLeszoPShOUXYmMKWT-NC4v4af5uO5-tKfA-eFivOM1drMV7Oy7ZAaDe_UfU',
};
const logId = 'p5xt-5ffq-bybm-wi2u';
const entries = ['Grüße', 'second'].map((text, seq) => ({
  seq,
  order: seq + 1,
  sentMs: 1_700_000_000_000,
  displayName: 'Ada',
  text,
}));
const [first] = entries as [(typeof entries)[0]];

async function openKey() {
  const key = await openLogKey(roomId, header);
  if (!key) throw new Error('no key');
  return key;
}

describe('a log, by an independent implementation (Python hashlib and cryptography)', () => {
  it('has the name of room, participant and key (T1)', async () => {
    expect((await openKey()).logId).toBe(logId);
  });

  it('has another name in another room, for another participant and by another key (T1)', async () => {
    const { publicKey } = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, [
      'sign',
    ]);
    const bytes = new Uint8Array(await crypto.subtle.exportKey('raw', publicKey));
    const others = await Promise.all([
      openLogKey('gbip-f2na-lcas-hu7q', header),
      openLogKey(roomId, { ...header, participantId: 'gbip-f2na-lcas-hu7q' }),
      openLogKey(roomId, { ...header, publicKey: Buffer.from(bytes).toString('base64url') }),
    ]);
    expect(new Set([logId, ...others.map((key) => key?.logId)]).size).toBe(4);
  });

  it('has entries that open, and none that differ (T2)', async () => {
    const signature =
      'BmuxQNAW4x0TjsrkzHETkUo0EYQAcnYX5BoR72wwmtbSzS-z1ybFLPNTjM1M5o67KF1ftCRaitsTN7tbgwrsPQ';
    const key = await openKey();
    expect(await isEntrySigned(key, { ...first, signature })).toBe(true);
    for (const change of [{ seq: 1 }, { order: 2 }, { sentMs: 0 }, { displayName: 'Eve' }, { text: 'x' }])
      expect(await isEntrySigned(key, { ...first, ...change, signature })).toBe(false);
  });

  it('has the digest of all its entries (T3, T4)', async () => {
    let digest = 'A'.repeat(22);
    const chain: [string, string][] = [];
    for (const entry of entries) {
      const hash = await hashEntry(logId, entry);
      digest = await chainDigest(digest, hash);
      chain.push([hash, digest]);
    }
    expect(chain).toEqual([
      ['ntAXZAEMabSsbUKFq6K60BAXEcRkiGrscVOyU3i0owU', 'qS9_N69MRZsLz7RHGAboWg'],
      ['nebsP4R2J734BA2jMx_hT7qNwf265aZbfa4ps-fi9MU', 'MphNhM5fkEvcPb5Rb2fjXQ'],
    ]);
  });
});
