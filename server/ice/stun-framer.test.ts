import { expect, it } from 'vitest';
import { StunFailure } from './stun-failure';
import { createStunFramer } from './stun-framer';
import { encodeStunMessage } from './stun-message';

const message = (text: string) =>
  encodeStunMessage({
    class: 'indication',
    method: 1,
    transactionId: Buffer.from('abcdefghijkl'),
    attributes: new Map([[0x8022, Buffer.from(text)]]),
  });

it('gives the same messages however the stream is cut', () => {
  const messages = [message('one'), message(''), message('three')];
  const stream = Buffer.concat(messages);
  for (let size = 1; size <= stream.length; size++) {
    const frame = createStunFramer();
    const cut: Buffer[] = [];
    for (let offset = 0; offset < stream.length; offset += size) {
      cut.push(...frame(stream.subarray(offset, offset + size)));
    }
    expect(cut).toEqual(messages);
  }
});

it.each([
  ['text', Buffer.from('HTTP/1.1 400 Bad Request')],
  ['an endless message', Buffer.from('0001ffff'.padEnd(40, '0'), 'hex')],
])('ends with %s', (_what, bytes) => {
  expect(() => createStunFramer()(bytes)).toThrow(new StunFailure('invalid-answer'));
});
