import * as fc from 'fast-check';
import { clientEvents } from '@/lib/protocol';
import { type Attack, marker } from './attack';
import { oddText } from './http-attacks';

const upgrade = (query: string) =>
  `GET /socket.io/?EIO=4&transport=websocket${query} HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n` +
  'Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: cGFybGV5LWJlbmNobWFyaw==\r\n\r\n';

const json = fc.oneof(
  fc.json({ maxDepth: 4 }),
  fc.constantFrom(
    '{"__proto__":{"isSeated":true}}',
    '{"constructor":{"prototype":{"x":1}}}',
    '['.repeat(5_000),
    `{"roomId":"${marker}"}`,
    '1e999',
    '"\\ud800"',
  ),
);

/** What goes over Engine.IO: its own packets, and Socket.io's inside. */
const smallPacket = fc.oneof(
  fc.constantFrom(
    '0',
    '1',
    '2',
    '2probe',
    '3',
    '4',
    '5',
    '6',
    '7',
    'b',
    'bAAAA',
    '\u001e',
    '40',
    '41',
    '40{}',
  ),
  fc.constantFrom(
    '40/admin,',
    '42',
    '42[]',
    '43[]',
    '430[null]',
    '44{}',
    '45',
    '451-[{}]',
    '4511-[]',
    '459999999-',
  ),
  fc
    .tuple(
      fc.constantFrom('42', '420', '42999999999999999999', '42/x,', '451-', '46'),
      fc.constantFrom(...Object.keys(clientEvents), 'error', 'disconnect', '__proto__', marker),
      json,
    )
    .map(([type, event, payload]) => `${type}["${event}",${payload}]`),
  oddText.map((odd) => `4${odd}`),
  oddText,
);

const packet = fc.oneof(
  { weight: 40, arbitrary: smallPacket },
  { weight: 1, arbitrary: fc.constant(`42["signal:send","${marker.repeat(25_000)}"]`) },
);

interface Frame {
  payload: string;
  opcode: number;
  flags: number;
  isMasked: boolean;
  /** Added to the length that the header claims. */
  lie: number;
}

/** RFC 6455 5.2, with whatever is wrong; the mask is zero. */
function encodeFrame({ payload, opcode, flags, isMasked, lie }: Frame): string {
  const length = Math.max(0, payload.length + lie);
  const header = Buffer.alloc(length < 126 ? 2 : length < 65_536 ? 4 : 10);
  header[0] = flags | opcode;
  header[1] = isMasked ? 0x80 : 0;
  if (length < 126) header[1] |= length;
  else if (length < 65_536) {
    header[1] |= 126;
    header.writeUInt16BE(length, 2);
  } else {
    header[1] |= 127;
    header.writeBigUInt64BE(BigInt(length), 2);
  }
  return header.toString('latin1') + (isMasked ? '\0\0\0\0' : '') + payload;
}

const often = <T>(usual: T, unusual: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 9, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: unusual });

const frame = fc
  .record({
    payload: packet,
    opcode: often(1, fc.nat(15)),
    flags: often(0x80, fc.constantFrom(0, 0x40, 0xc0, 0x90, 0xf0)),
    isMasked: often(true, fc.constant(false)),
    lie: often(0, fc.constantFrom(-1, 1, 1_000, 2 ** 31, 2 ** 50)),
  })
  .map(encodeFrame);

/** A WebSocket that was opened in order, and what is wrong from then on. */
export const webSocketAttack: fc.Arbitrary<Attack> = fc
  .record({
    query: fc.constantFrom('', '', '', '&sid={sid}', '&sid=constructor', '&EIO=3'),
    isConnected: fc.boolean(),
    frames: fc.array(frame, { minLength: 1, maxLength: 6 }),
    isLeftOpen: fc.nat(9).map((digit) => digit === 0),
  })
  .map(({ query, isConnected, frames, isLeftOpen }) => ({
    writes: [
      upgrade(query),
      ...(isConnected
        ? [encodeFrame({ payload: '40', opcode: 1, flags: 0x80, isMasked: true, lie: 0 })]
        : []),
      ...frames,
    ],
    isLeftOpen,
  }));

const poll = 'GET /socket.io/?EIO=4&transport=polling&sid={sid} HTTP/1.1\r\nHost: localhost\r\n\r\n';

const post = fc
  .tuple(
    fc.array(packet, { maxLength: 4 }).map((packets) => packets.join('\u001e')),
    often('text/plain;charset=UTF-8', fc.constantFrom('application/octet-stream', 'application/json', '')),
    often(0, fc.constantFrom(-1, 1, 600_000)),
  )
  .map(
    ([payload, type, lie]) =>
      `POST /socket.io/?EIO=4&transport=polling&sid={sid} HTTP/1.1\r\nHost: localhost\r\nContent-Type: ${type}\r\n` +
      `Content-Length: ${Math.max(0, payload.length + lie)}\r\n\r\n${payload}`,
  );

/** A long-polling session, and what is wrong in its polls and posts. */
export const pollingAttack: fc.Arbitrary<Attack> = fc
  .record({
    requests: fc.array(fc.oneof(fc.constant(poll), post, post), { minLength: 1, maxLength: 5 }),
    isConnected: fc.boolean(),
    isLeftOpen: fc.nat(9).map((digit) => digit === 0),
  })
  .map(({ requests, isConnected, isLeftOpen }) => ({
    writes: [...(isConnected ? [post40] : []), ...requests],
    isLeftOpen,
  }));

const post40 =
  'POST /socket.io/?EIO=4&transport=polling&sid={sid} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n40';
