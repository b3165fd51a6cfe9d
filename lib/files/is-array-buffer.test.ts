import { expect, it } from 'vitest';
import { isArrayBuffer } from './is-array-buffer';

it('knows an ArrayBuffer of another realm, and nothing else', () => {
  const foreignPrototype = { [Symbol.toStringTag]: 'ArrayBuffer' };
  const foreign: unknown = Object.setPrototypeOf(new ArrayBuffer(8), foreignPrototype);
  expect(foreign instanceof ArrayBuffer).toBe(false);
  expect([foreign, new ArrayBuffer(8)].map(isArrayBuffer)).toEqual([true, true]);
  expect([new Uint8Array(8), 'text', null, undefined, {}].some(isArrayBuffer)).toBe(false);
});
