import { describe, expect, it } from 'vitest';
import { leadsHereOnly } from './leads-here-only';

describe('leadsHereOnly', () => {
  it.each([
    'http://localhost:3000/r/x#y',
    'https://LOCALHOST/',
    'http://app.localhost:3000/',
    'http://127.0.0.1:3000/',
    'https://127.8.9.1/',
    'http://[::1]:3000/direct#code',
  ])('is so for %s', (link) => expect(leadsHereOnly(link)).toBe(true));

  it.each([
    'https://192.168.1.7:3000/r/x#y',
    'https://parley.example/r/localhost#127.0.0.1',
    'https://localhost.parley.example/',
    'https://notlocalhost/',
    'http://[fd00::1]:3000/',
    'aCodeWithoutALink',
  ])('is not so for %s', (link) => expect(leadsHereOnly(link)).toBe(false));
});
