import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { limits } from './limits';
import { candidatesMessageSchema, descriptionMessageSchema, profileSchema } from './sealed-messages';
import { spoil } from './test-spoil';

const profile = { displayName: 'Ada', isMicrophoneOn: true, isCameraOn: false, isScreenOn: false };
const description = {
  toEpoch: 'CCCCCCCCCCC',
  session: 'AAAAAAAAAAA',
  negotiation: 'BBBBBBBBBBB',
  type: 'offer',
  sdp: 'v=0\r\n',
};
const candidate = {
  candidate: 'candidate:1 1 udp 1 192.0.2.1 9 typ host',
  sdpMid: '0',
  sdpMLineIndex: 0,
  usernameFragment: 'abcd',
};
const candidates = { session: 'AAAAAAAAAAA', candidates: [candidate] };

describe('the schema of a profile', () => {
  it('accepts a good one, and trims the name', () => {
    expect(v.parse(profileSchema, profile)).toEqual(profile);
    expect(v.parse(profileSchema, { ...profile, displayName: '  Ada \n' })).toEqual(profile);
    expect(v.is(profileSchema, { ...profile, displayName: 'x'.repeat(limits.displayNameLength) })).toBe(true);
  });

  it('keeps a name that looks like markup as the text it is', () => {
    const displayName = '<img src=x onerror=alert(1)>';
    expect(v.parse(profileSchema, { ...profile, displayName }).displayName).toBe(displayName);
  });

  it.each(spoil(profile))('refuses one where %s', (_, value) => {
    expect(v.is(profileSchema, value)).toBe(false);
  });

  it('refuses a name over the limit', () => {
    const displayName = 'x'.repeat(limits.displayNameLength + 1);
    expect(v.is(profileSchema, { ...profile, displayName })).toBe(false);
  });
});

describe('the schema of a description', () => {
  it.each(['offer', 'answer'])('accepts an %s', (type) => {
    expect(v.is(descriptionMessageSchema, { ...description, type })).toBe(true);
  });

  it.each(spoil(description))('refuses one where %s', (_, value) => {
    expect(v.is(descriptionMessageSchema, value)).toBe(false);
  });

  it.each([
    ['a rollback', { type: 'rollback' }],
    ['a provisional answer', { type: 'pranswer' }],
    ['an empty negotiation', { negotiation: '' }],
    ['a session with other characters', { session: 'AAAAAAAAAA!' }],
    ['a description over the limit', { sdp: 'x'.repeat(limits.sdpLength + 1) }],
  ])('refuses %s', (_, change) => {
    expect(v.is(descriptionMessageSchema, { ...description, ...change })).toBe(false);
  });
});

describe('the schema of candidates', () => {
  const of = (change: object) => ({ ...candidates, candidates: [{ ...candidate, ...change }] });
  const nullable = /\.(sdpMid|sdpMLineIndex|usernameFragment) is null$/;

  it.each([
    ['one', candidates],
    ['the end of a generation (N5)', of({ candidate: '' })],
    ['one that names its section in one way', of({ sdpMid: null, usernameFragment: null })],
    [
      'as many as are allowed',
      { ...candidates, candidates: Array(limits.candidatesPerMessage).fill(candidate) },
    ],
  ])('accepts %s', (_, value) => {
    expect(v.is(candidatesMessageSchema, value)).toBe(true);
  });

  it.each(spoil(candidates).filter(([what]) => !nullable.test(what)))('refuses one where %s', (_, value) => {
    expect(v.is(candidatesMessageSchema, value)).toBe(false);
  });

  it.each([
    ['none', { ...candidates, candidates: [] }],
    ['too many', { ...candidates, candidates: Array(limits.candidatesPerMessage + 1).fill(candidate) }],
    ['one that is too long', of({ candidate: 'x'.repeat(limits.candidateLength + 1) })],
    ['a negative section', of({ sdpMLineIndex: -1 })],
    ['half a section', of({ sdpMLineIndex: 0.5 })],
  ])('refuses %s', (_, value) => {
    expect(v.is(candidatesMessageSchema, value)).toBe(false);
  });
});
