import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readEnv } from './env';
import { fields } from './fields';

const example = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8');

describe('.env.example', () => {
  it('documents every variable that the server reads, and no other', () => {
    const documented = [...example.matchAll(/^#?\s?([A-Z][A-Z_]+)=/gm)].map(([, name]) => name);
    expect([...new Set(documented)].sort()).toEqual(Object.keys(fields).sort());
  });

  it('sets nothing until somebody fills it in', () => {
    const set = [...example.matchAll(/^([A-Z][A-Z_]+)=(.*)$/gm)];
    expect(readEnv(Object.fromEntries(set.map(([, name, value]) => [name, value])))).toEqual(readEnv({}));
  });
});
