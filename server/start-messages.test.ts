import { describe, expect, it } from 'vitest';
import { readEnv } from './env/env';
import { addressToOpen, canReachOut, canRelay } from './start-messages';

function envOf(source: Record<string, string>) {
  const env = readEnv(source);
  if (!env.ok) throw new Error(env.message);
  return env.value;
}

describe('addressToOpen', () => {
  it.each([
    [{}, 'http://localhost:3000'],
    [{ HOST: '0.0.0.0' }, 'http://localhost:3000'],
    [{ HOST: '192.0.2.7' }, 'http://192.0.2.7:3000'],
    [{ HOST: '::1' }, 'http://[::1]:3000'],
    [{ HTTPS: 'local' }, 'https://localhost:3000'],
    [{ HOST: '127.0.0.1', PUBLIC_URL: 'https://call.example.org' }, 'https://call.example.org'],
  ])('is what a person can open with %o', (source, address) => {
    expect(addressToOpen(envOf(source as Record<string, string>), 3000)).toBe(address);
  });
});

describe('canReachOut', () => {
  it('tells whether there is a STUN or a TURN server', () => {
    expect(canReachOut(envOf({}))).toBe(false);
    expect(canReachOut(envOf({ STUN_URLS: 'stun:stun.example.org' }))).toBe(true);
    expect(canReachOut(envOf({ TURN_URLS: 'turn:turn.example.org', TURN_SECRET: 'x' }))).toBe(true);
  });
});

describe('canRelay', () => {
  it('tells whether there is a TURN server', () => {
    expect(canRelay(envOf({}))).toBe(false);
    expect(canRelay(envOf({ STUN_URLS: 'stun:stun.example.org' }))).toBe(false);
    expect(canRelay(envOf({ TURN_URLS: 'turn:turn.example.org', TURN_SECRET: 'x' }))).toBe(true);
  });
});
