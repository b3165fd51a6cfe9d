// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { signalingAddress } from './signaling-address';

function say(content: string): void {
  document.head.innerHTML = `<meta name="parley-signaling" content="${content}">`;
}

afterEach(() => {
  document.head.innerHTML = '';
});

describe('where signaling is', () => {
  it('is with the pages when they say nothing of it', () => {
    expect(signalingAddress()).toEqual({});
  });

  it('is the server that the page names', () => {
    say('https://signaling.example.org');
    expect(signalingAddress()).toEqual({ url: 'https://signaling.example.org' });
  });

  it.each([
    ['/api/signaling', location.origin],
    ['https://calls.example.org/api/signaling', 'https://calls.example.org'],
  ])('is a function, for WebSockets alone, where the address has a path: %s', (content, url) => {
    say(content);
    expect(signalingAddress()).toEqual({ url, path: '/api/signaling', isWebSocketOnly: true });
  });
});
