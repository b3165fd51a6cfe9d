import * as fc from 'fast-check';
import { type Attack, marker } from './attack';

/** Texts that parsers, paths and logs stumble over. */
export const oddText = fc.oneof(
  fc.constantFrom(
    '',
    marker,
    '%00',
    '%',
    '%2e%2e%2f',
    '../../../../etc/passwd',
    '..\\..\\package.json',
    '/..%2f..%2fpackage.json',
    '\u0000',
    '\r\n',
    '\n{"level":"info","event":"listening"}',
    '\u001b[2J',
    '__proto__',
    'constructor',
    '//evil.example/',
    '\\\\evil.example',
    'javascript:alert(1)',
    `"'><script>${marker}</script>`,
    '\u00ff\u00fe',
    '9'.repeat(400),
    'A'.repeat(9_000),
    'A'.repeat(40_000),
  ),
  fc.string({ maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 40 }).map((text) => Buffer.from(text).toString('latin1')),
);

const pieces = (text: fc.Arbitrary<string>, maxLength: number) =>
  fc.array(text, { maxLength }).map((parts) => parts.join(''));

const method = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('GET', 'HEAD', 'POST', 'OPTIONS') },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      'PUT',
      'DELETE',
      'PATCH',
      'TRACE',
      'CONNECT',
      'PROPFIND',
      'get',
      '',
      'PRI',
      'A B',
    ),
  },
  { weight: 1, arbitrary: oddText },
);

const sessionPath = '/socket.io/?EIO=4&transport=polling&sid={sid}';

const knownPath = fc.constantFrom(
  '/',
  '/room',
  '/r/aaaa-bbbb-cccc-dddd',
  '/r/',
  '/check/x',
  '/check/',
  '/direct',
  '/recordings',
  '/healthz',
  '/readyz',
  '/metrics',
  '/favicon.ico',
  '/icon.svg',
  '/.env',
  '/package.json',
  '/_next/image?url=%2Ficon.svg&w=3840&q=100',
  '/_next/static/',
  '/_next/data/build/room.json',
  '/_next/../.env',
  '/room?_rsc=1',
  '/socket.io/',
  '/socket.io/?EIO=4&transport=polling',
  sessionPath,
  sessionPath,
  sessionPath,
  '/socket.io/?EIO=3&transport=polling',
  '/socket.io/?EIO=4&transport=websocket',
  '/socket.io/?EIO=4&transport=websocket&sid={sid}',
  '/socket.io/?EIO=4&transport=webtransport',
  '/socket.io/?EIO=4&transport=polling&j=0&b64=1&sid=__proto__',
);

const target = fc.oneof(
  { weight: 6, arbitrary: knownPath },
  {
    weight: 3,
    arbitrary: fc.tuple(knownPath, pieces(oddText, 2)).map(([path, odd]) => path + odd),
  },
  { weight: 1, arbitrary: pieces(oddText, 3).map((odd) => `/${odd}`) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('*', `http://evil.example/${marker}`, 'evil.example:443', '//evil.example/..'),
  },
);

const version = fc.oneof(
  { weight: 12, arbitrary: fc.constant('HTTP/1.1') },
  { weight: 1, arbitrary: fc.constantFrom('HTTP/1.0', 'HTTP/0.9', 'HTTP/2.0', 'HTTP/1.9', 'ICY', '') },
);

const headerName = fc.constantFrom(
  'Host',
  'Origin',
  'Cookie',
  'Range',
  'Accept-Encoding',
  'Accept',
  'Content-Type',
  'Content-Length',
  'Content-Encoding',
  'Transfer-Encoding',
  'Expect',
  'Connection',
  'Upgrade',
  'Sec-WebSocket-Key',
  'Sec-WebSocket-Version',
  'Sec-WebSocket-Extensions',
  'Sec-WebSocket-Protocol',
  'X-Forwarded-For',
  'X-Forwarded-Host',
  'X-Forwarded-Proto',
  'Forwarded',
  'If-None-Match',
  'If-Modified-Since',
  'Next-Action',
  'Next-Router-State-Tree',
  'Next-Router-Prefetch',
  'RSC',
  'x-middleware-subrequest',
  'x-nextjs-data',
  'x-prerender-revalidate',
  'Sec-Fetch-Site',
  'User-Agent',
  '__proto__',
);

const headerValue = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      '1',
      '0',
      '-1',
      '5',
      '600000',
      'chunked',
      'gzip, chunked',
      'identity',
      '100-continue',
      'keep-alive, Upgrade',
      'close',
      'websocket',
      'h2c',
      '13',
      'dGhlIHNhbXBsZSBub25jZQ==',
      'permessage-deflate; server_max_window_bits=99',
      'bytes=5-2,1-',
      'multipart/form-data; boundary=x',
      'application/octet-stream',
      'https://evil.example',
      'null',
      '127.0.0.1, [::1]:70000, unknown',
      marker,
    ),
  },
  { weight: 3, arbitrary: oddText },
);

const header = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.tuple(headerName, headerValue).map(([name, value]) => `${name}: ${value}\r\n`),
  },
  { weight: 1, arbitrary: oddText.map((odd) => `${odd}\r\n`) },
  { weight: 1, arbitrary: fc.constantFrom(' folded\r\n', 'X: y\n', ': \r\n', `X-Many: y\r\n`.repeat(2_500)) },
);

const body = fc.oneof(
  { weight: 4, arbitrary: fc.constant('') },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      '5\r\nhello\r\n0\r\n\r\n',
      'fffffffffffffff\r\n',
      '-1\r\n',
      '0\r\nX: y\r\n\r\nGET /healthz HTTP/1.1\r\n\r\n',
      `${marker.repeat(20_000)}`,
    ),
  },
  { weight: 2, arbitrary: pieces(oddText, 3) },
);

const request = fc
  .tuple(method, target, version, fc.array(header, { maxLength: 6 }), fc.nat(9), body)
  .map(
    ([verb, path, protocol, headers, digit, content]) =>
      `${verb} ${path} ${protocol}\r\n${digit > 0 ? 'Host: localhost\r\n' : ''}${headers.join('')}\r\n${content}`,
  );

function cutAt(text: string, shares: readonly number[]): string[] {
  const cuts = [...shares].sort((a, b) => a - b).map((share) => Math.floor(share * text.length));
  return [...cuts, text.length].map((end, index) => text.slice(index === 0 ? 0 : cuts[index - 1], end));
}

/** Requests with anything wrong in method, path, version, headers or body; pipelined, cut in pieces, never finished. */
export const httpAttack: fc.Arbitrary<Attack> = fc
  .record({
    requests: fc.array(request, { minLength: 1, maxLength: 3 }),
    cuts: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 3 }),
    isCutShort: fc.boolean(),
    isLeftOpen: fc.nat(9).map((digit) => digit === 0),
  })
  .map(({ requests, cuts, isCutShort, isLeftOpen }) => {
    const writes = cutAt(requests.join(''), cuts);
    return { writes: isCutShort ? writes.slice(0, -1) : writes, isLeftOpen };
  });
