import { describe, expect, it } from 'vitest';
import { readHost } from './read-host.mjs';

describe('the host of the pages', () => {
  it('is our own server unless something says otherwise', async () => {
    expect(await readHost({ PUBLIC_URL: 'https://call.example.org' })).toBeNull();
  });

  it('lets pages connect to the signaling server that the build was given, and to no other', async () => {
    expect(
      await readHost({ NEXT_PUBLIC_SIGNALING_URL: 'https://signaling.example.org/', VERCEL: '1' }),
    ).toEqual({
      signaling: 'https://signaling.example.org',
      connectOrigins: ['https://signaling.example.org', 'wss://signaling.example.org'],
      isHttps: true,
    });
  });

  it('on Vercel has a function beside the pages, at each of their addresses', async () => {
    const host = await readHost({
      VERCEL: '1',
      PUBLIC_URL: 'https://call.example.org',
      VERCEL_PROJECT_PRODUCTION_URL: 'call.example.org',
      VERCEL_URL: 'parley-1a2b.vercel.app',
    });
    expect(host).toMatchObject({ signaling: '/api/signaling', isHttps: true });
    expect(host?.connectOrigins.filter((origin: string) => origin.startsWith('wss:'))).toEqual([
      'wss://call.example.org',
      'wss://parley-1a2b.vercel.app',
    ]);
  });

  it.each([
    'signaling.example.org',
    'ftp://signaling.example.org',
    'http://signaling.example.org',
    'wss://signaling.example.org',
    'https://signaling.example.org/?room=1',
    '//signaling.example.org',
    '/',
  ])('refuses %s for signaling in one line', async (value) => {
    const failure = await readHost({ NEXT_PUBLIC_SIGNALING_URL: value }).catch(
      (error: Error) => error.message,
    );
    expect(failure).toBe(
      `NEXT_PUBLIC_SIGNALING_URL holds ${JSON.stringify(value)}, but must be where the pages find signaling: an https: address like https://signaling.example.org, or a path of their own like /api/signaling.`,
    );
  });
});
