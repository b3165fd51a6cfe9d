import { describe, expect, it } from 'vitest';
import { safeFileName } from './file-name';

describe('safeFileName (PROTOCOL F8)', () => {
  it.each([
    ['report.pdf', 'report.pdf'],
    ['../../etc/passwd', '_.._etc_passwd'],
    ['C:\\Windows\\x.exe', 'C__Windows_x.exe'],
    ['photo\u202Egnp.exe', 'photognp.exe'],
    ['a\u0000b\nc.txt', 'abc.txt'],
    ['...', 'file'],
    ['', 'file'],
    ['.bashrc', 'bashrc'],
    ['שלום.txt', 'שלום.txt'],
    ['e\u0301.txt', '\u00e9.txt'],
  ])('makes %j %j', (given, expected) => {
    expect(safeFileName(given)).toBe(expected);
  });

  it('shortens what is too long, and keeps the extension', () => {
    const name = safeFileName(`${'x'.repeat(300)}.jpeg`);
    expect(name).toHaveLength(120);
    expect(name.endsWith('x.jpeg')).toBe(true);
  });

  it('never leaves half a character', () => {
    const name = safeFileName(`${'😀'.repeat(100)}.png`);
    expect(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])/.test(name)).toBe(false);
  });
});
