import { describe, expect, it } from 'vitest';
import { isEmojiOnly } from './is-emoji-only';
import { splitLinks } from './split-links';

const linksIn = (text: string) => splitLinks(text).flatMap(({ href }) => (href === null ? [] : [href]));

describe('links in messages', () => {
  it.each([
    ['see https://example.org/a?b=c#d now', ['https://example.org/a?b=c#d']],
    ['HTTP://EXAMPLE.org', ['http://example.org/']],
    ['(https://example.org/a_(b))', ['https://example.org/a_(b)']],
    ['https://example.org/, https://example.com/!', ['https://example.org/', 'https://example.com/']],
    ['“https://example.org”', ['https://example.org/']],
    ['javascript:alert(1) data:text/html,x ftp://example.org', []],
    ['https:// and http://', []],
    ['www.example.org and (WWW.example.com/a).', ['https://www.example.org/', 'https://www.example.com/a']],
    ['https://www.example.org', ['https://www.example.org/']],
    ['www. www.. www.example me@www.example.org awww.example.org ftp://www.example.org', []],
    ['jhttps://example.org', ['https://example.org/']],
    ['https://example.org/\u202Egpj.exe', ['https://example.org/']],
  ])('of %j are found', (text, links) => {
    expect(linksIn(text)).toEqual(links);
  });

  it.each([
    '',
    'no link',
    'a https://example.org b',
    'https://a.org https://b.org',
    '<https://a.org>.',
    'www.a.org, b',
  ])('leave the text of %j as it is', (text) => {
    expect(
      splitLinks(text)
        .map((part) => part.text)
        .join(''),
    ).toBe(text);
  });
});

describe('messages of emoji alone', () => {
  it.each(['👍', '👩‍👩‍👧', '❤️ 🎉', '🇩🇪', '👋🏽'])('such as %s are large', (text) => {
    expect(isEmojiOnly(text)).toBe(true);
  });

  it.each(['', '1', '#', 'hi 👍', '👍👍👍👍👍👍👍', '  '])('are not %j', (text) => {
    expect(isEmojiOnly(text)).toBe(false);
  });
});
