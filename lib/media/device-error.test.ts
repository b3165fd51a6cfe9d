import { describe, expect, it } from 'vitest';
import { deviceErrorCode, screenErrorCode } from './device-error';

const named = (name: string, message = '') => new DOMException(message, name);

describe('device errors', () => {
  it.each([
    [named('NotAllowedError', 'Permission denied'), 'camera-denied'],
    [named('NotAllowedError', 'Permission dismissed'), 'camera-denied'],
    [named('NotAllowedError', 'Permission denied by system'), 'camera-denied-by-system'],
    [named('SecurityError'), 'camera-denied'],
    [named('NotFoundError'), 'camera-not-found'],
    [named('NotReadableError'), 'camera-busy'],
    [named('OverconstrainedError'), 'camera-unsuitable'],
    [named('AbortError'), 'camera-failed'],
    [named('InvalidStateError'), 'camera-failed'],
    [new TypeError('undefined'), 'devices-insecure-context'],
    [new Error('whatever'), 'camera-failed'],
    ['not an error', 'camera-failed'],
    [null, 'camera-failed'],
  ])('%s of getUserMedia for the camera is %s', (error, code) => {
    expect(deviceErrorCode('camera', error)).toBe(code);
  });

  it('names the microphone when it was the microphone', () => {
    expect(deviceErrorCode('microphone', named('NotFoundError'))).toBe('microphone-not-found');
  });

  it.each([
    [named('NotAllowedError', 'Permission denied'), null],
    [named('NotAllowedError', 'Permission denied by system'), 'screen-denied'],
    [named('NotReadableError'), 'screen-failed'],
    [named('InvalidStateError'), 'screen-failed'],
    [named('AbortError'), 'screen-failed'],
    [new TypeError('bad options'), 'screen-failed'],
  ])('%s of getDisplayMedia is %s', (error, code) => {
    expect(screenErrorCode(error)).toBe(code);
  });
});
