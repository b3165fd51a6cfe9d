import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { sendingMessageSchema, wishMessageSchema } from './picture-messages';

const wish = { version: 1, camera: 'large', screen: 'none', isDataLow: false };
const sending = { version: 1, camera: 'paused' };

describe('messages about pictures', () => {
  it('are accepted as they are meant (Q1, Q2)', () => {
    expect(v.is(wishMessageSchema, wish)).toBe(true);
    expect(v.is(sendingMessageSchema, sending)).toBe(true);
  });

  it.each([
    { ...wish, version: 2 },
    { ...wish, camera: 'huge' },
    { ...wish, isDataLow: 'yes' },
    { ...wish, microphone: 'none' },
    { version: 1, camera: 'large', screen: 'large' },
    null,
  ])('are refused when they ask for something else: %j', (message) => {
    expect(v.is(wishMessageSchema, message)).toBe(false);
  });

  it.each([{ ...sending, version: 0 }, { version: 1 }, { ...sending, camera: 'off' }, 'paused'])(
    'are refused when they say something else: %j',
    (message) => {
      expect(v.is(sendingMessageSchema, message)).toBe(false);
    },
  );
});
