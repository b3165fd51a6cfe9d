import { describe, expect, it } from 'vitest';
import { parsePeerMessage } from './peer-messages';

const wish = { version: 1, camera: 'large', screen: 'none', isDataLow: false };
const sending = { version: 1, camera: 'paused' };
const parsed = (kind: string, content: unknown) => parsePeerMessage(JSON.stringify({ kind, content }));

describe('messages about pictures', () => {
  it('are accepted as they are meant (Q1, Q3)', () => {
    expect(parsed('wish', wish)).toEqual({ kind: 'wish', content: wish });
    expect(parsed('sending', sending)).toEqual({ kind: 'sending', content: sending });
  });

  it.each([
    { ...wish, version: 2 },
    { ...wish, camera: 'huge' },
    { ...wish, isDataLow: 'yes' },
    { ...wish, microphone: 'none' },
    { version: 1, camera: 'large', screen: 'large' },
    null,
  ])('are dropped when they ask for something else: %j (P2, Q4)', (content) => {
    expect(parsed('wish', content)).toBeNull();
  });

  it.each([{ ...sending, version: 0 }, { version: 1 }, { ...sending, camera: 'off' }, 'paused'])(
    'are dropped when they say something else: %j (P2, Q4)',
    (content) => {
      expect(parsed('sending', content)).toBeNull();
    },
  );
});
