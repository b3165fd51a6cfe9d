import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createBuiltPages } from './built-pages';

let directory: string;
let server: Server;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'parley-pages-'));
  for (const name of ['index', 'room', 'check']) {
    const path = join(directory, `${name}.html`);
    writeFileSync(path, `<p>${name}`);
    writeFileSync(`${path}.br`, brotliCompressSync(`<p>${name}`));
    writeFileSync(`${path}.gz`, gzipSync(`<p>${name}`));
  }
  const send = createBuiltPages(directory, [
    { regex: '^/r(?:/([^/]+?))(?:/)?$', destination: '/room' },
    { regex: '^/check(?:/([^/]+?))(?:/)?$', destination: '/check' },
  ]);
  server = createServer((request, response) => {
    response.setHeader('Vary', 'Sec-Fetch-Site');
    if (!send(request, response)) response.end(`left: ${request.url}`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => {
  server.close();
  rmSync(directory, { recursive: true });
});

const ask = (path: string, headers: Record<string, string> = {}) =>
  fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, { headers });

it.each([
  ['/', '<p>index'],
  ['/?from=mail', '<p>index'],
  ['/check', '<p>check'],
  ['/check/abcd-efgh', '<p>check'],
  ['/r/abcd-efgh-ijkl-mnop', '<p>room'],
])('sends the page at %s', async (path, html) => {
  const response = await ask(path);
  expect(await response.text()).toBe(html);
  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
  // A page that a shared cache kept across a deploy would name scripts that are gone.
  expect(response.headers.get('cache-control')).toBe('no-cache');
});

it.each([
  ['gzip, deflate, br, zstd', 'br'],
  ['gzip', 'gzip'],
  ['identity', null],
])('sends a page to who accepts %s as %s', async (accepted, encoding) => {
  const response = await ask('/r/abcd-efgh', { 'Accept-Encoding': accepted });
  expect(response.headers.get('content-encoding')).toBe(encoding);
  expect(await response.text()).toBe('<p>room');
});

it('names all that its answer depends on', async () => {
  const { headers } = await ask('/check');
  expect(headers.get('vary')).toBe('Accept-Encoding, RSC, Sec-Fetch-Site');
});

it('does not send a page again that has not changed', async () => {
  const etag = (await ask('/check')).headers.get('etag') ?? '';
  expect((await ask('/check', { 'If-None-Match': etag })).status).toBe(304);
});

it.each(['/nowhere', '/r/', '/r/abcd/', '/check/', '/check.html', '/index', '/r/a/b'])(
  'leaves %s alone',
  async (path) => {
    expect(await (await ask(path)).text()).toBe(`left: ${path}`);
  },
);

it('leaves to Next what its router asks for at the address of a page', async () => {
  expect(await (await ask('/check?_rsc=1', { RSC: '1' })).text()).toBe('left: /check?_rsc=1');
});

it('leaves everything alone where no pages were laid', () => {
  const send = createBuiltPages(join(directory, 'nowhere'), []);
  expect(send({} as never, {} as never)).toBe(false);
});
