import { describe, expect, it } from 'vitest';
import { fingerprintOf, safetyCode } from './safety-code';
import { safetyEmoji } from './safety-emoji';

const digest = Array.from({ length: 32 }, (_, index) => index.toString(16).padStart(2, '0')).join(':');

describe('the safety code', () => {
  it('is the same at both ends', async () => {
    expect(await safetyCode('sha-256 AA:BB', 'sha-256 CC:DD')).toEqual(
      await safetyCode('sha-256 CC:DD', 'sha-256 AA:BB'),
    );
  });

  it('has six signs, those of an independent PBKDF2 (Python hashlib)', async () => {
    const code = await safetyCode('sha-256 AA:BB', 'sha-256 CC:DD');
    expect(code).toEqual([38, 18, 2, 41, 47, 15].map((index) => safetyEmoji[index]));
  });

  it('is another for another fingerprint at either end', async () => {
    const codes = await Promise.all([
      safetyCode('sha-256 AA:BB', 'sha-256 CC:DD'),
      safetyCode('sha-256 AA:BC', 'sha-256 CC:DD'),
      safetyCode('sha-256 AA:BB', 'sha-256 CC:DE'),
    ]);
    expect(new Set(codes.map((code) => code.map((sign) => sign.emoji).join(''))).size).toBe(3);
  });

  it('draws from 64 signs that differ in looks and in name', () => {
    expect(safetyEmoji).toHaveLength(64);
    expect(new Set(safetyEmoji.map((sign) => sign.emoji)).size).toBe(64);
    expect(new Set(safetyEmoji.map((sign) => sign.name)).size).toBe(64);
    for (const { emoji, name } of safetyEmoji) {
      expect(emoji).toMatch(/^\p{Emoji_Presentation}$/u);
      expect(name).toMatch(/^[a-z]+( [a-z]+)?$/);
    }
  });
});

describe('the fingerprint of a description', () => {
  it('is read from any section, in one spelling', () => {
    const sdp = `v=0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=fingerprint:SHA-256 ${digest}\r\na=setup:actpass\r\n`;
    expect(fingerprintOf(sdp)).toBe(`sha-256 ${digest.toUpperCase()}`);
  });

  it('is one when all sections say the same', () => {
    const line = `a=fingerprint:sha-256 ${digest}\r\n`;
    expect(fingerprintOf(`${line}m=audio\r\n${line}m=video\r\n${line}`)).toBe(
      `sha-256 ${digest.toUpperCase()}`,
    );
  });

  it('shows an added one, wherever it was added', () => {
    const [own, added] = ['sha-256 AA:BB', 'sha-1 CC:DD'].map((line) => `a=fingerprint:${line}\r\n`);
    expect(fingerprintOf(`${own}m=audio\r\n${added}`)).toBe('sha-1 CC:DD,sha-256 AA:BB');
    expect(fingerprintOf(`${added}m=audio\r\n${own}`)).toBe('sha-1 CC:DD,sha-256 AA:BB');
  });

  it('is null where there is none', () => {
    expect(fingerprintOf('v=0\r\na=setup:active\r\n')).toBeNull();
    expect(fingerprintOf('v=0\r\ns=a=fingerprint:sha-256 AA:BB\r\n')).toBeNull();
  });
});
